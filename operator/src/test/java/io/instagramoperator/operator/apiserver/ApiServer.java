package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The API server that {@value #KUBECONFIG} names, with our kinds and with an operator's ServiceAccount. */
public final class ApiServer {

    static final String KUBECONFIG = "TEST_APISERVER_KUBECONFIG";

    private static final Path DEFINITIONS = Path.of("../crds/manifests");
    private static final Path RIGHTS =
            Path.of("src/test/resources/io/instagramoperator/operator/apiserver/rights.yaml");
    private static final String OPERATOR = "instagram-operator";

    private final Config admin = Config.fromKubeconfig(new File(System.getenv(KUBECONFIG)));
    private final KubernetesClient client =
            new KubernetesClientBuilder().withConfig(admin).build();

    public ApiServer() {
        applyDefinitions();
    }

    /** A client with all rights: the platform team, and the parts of a cluster that are not there. */
    public KubernetesClient admin() {
        return client;
    }

    /** A new namespace, so that tests do not see each other. */
    public String newNamespace() {
        String name = "operator-" + UUID.randomUUID();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        return name;
    }

    /** A client with the operator's rights in all namespaces, and no more. */
    public KubernetesClient operator() {
        ServiceAccount operator = newServiceAccount();
        // @formatter:off
        apply(new ClusterRoleBindingBuilder()
                .withNewMetadata()
                    .withName(operator.getMetadata().getNamespace())
                .endMetadata()
                .withRoleRef(rights())
                .withSubjects(subject(operator))
                .build());
        // @formatter:on
        return clientOf(operator);
    }

    /** A client with the operator's rights in one namespace, and no more. */
    KubernetesClient operatorOf(String namespace) {
        return operatorOf(namespace, rights());
    }

    /** The same without the right to read the namespace itself, which early releases did not ask for. */
    KubernetesClient earlyOperatorOf(String namespace) {
        ClusterRole early = read(RIGHTS, ClusterRole.class);
        early.getMetadata().setName(OPERATOR + "-early");
        assertThat(early.getRules().removeIf(rule -> rule.getResources().contains("namespaces")))
                .isTrue();
        apply(early);
        return operatorOf(namespace, rights(early));
    }

    private KubernetesClient operatorOf(String namespace, RoleRef rights) {
        ServiceAccount operator = newServiceAccount();
        // @formatter:off
        apply(new RoleBindingBuilder()
                .withNewMetadata()
                    .withNamespace(namespace)
                    .withName(OPERATOR)
                .endMetadata()
                .withRoleRef(rights)
                .withSubjects(subject(operator))
                .build());
        // @formatter:on
        return clientOf(operator);
    }

    /** A file with which the operator of one namespace finds the API server. */
    Path kubeconfigOfOperatorOf(String namespace) {
        try (KubernetesClient operator = operatorOf(namespace)) {
            Config config = operator.getConfiguration();
            Path file = Files.createTempFile("kubeconfig", ".yaml");
            file.toFile().deleteOnExit();
            return Files.writeString(
                    file, """
                    apiVersion: v1
                    kind: Config
                    clusters: [ { name: test, cluster: { server: "%s", certificate-authority-data: %s } } ]
                    users: [ { name: operator, user: { token: %s } } ]
                    contexts: [ { name: test, context: { cluster: test, user: operator } } ]
                    current-context: test
                    """.formatted(config.getMasterUrl(), config.getCaCertData(), config.getOauthToken()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServiceAccount newServiceAccount() {
        apply(read(RIGHTS, ClusterRole.class));
        return client.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withNamespace(newNamespace())
                        .withName(OPERATOR)
                        .endMetadata()
                        .build())
                .create();
    }

    private static RoleRef rights() {
        return rights(read(RIGHTS, ClusterRole.class));
    }

    private static RoleRef rights(ClusterRole role) {
        return new RoleRef(
                "rbac.authorization.k8s.io", "ClusterRole", role.getMetadata().getName());
    }

    private static Subject subject(ServiceAccount account) {
        return new Subject("", "ServiceAccount", OPERATOR, account.getMetadata().getNamespace());
    }

    private KubernetesClient clientOf(ServiceAccount account) {
        String token = client.serviceAccounts()
                .resource(account)
                .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
                .getStatus()
                .getToken();
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(admin.getMasterUrl())
                        .withCaCertData(admin.getCaCertData())
                        .withCaCertFile(admin.getCaCertFile())
                        .withOauthToken(token)
                        .build())
                .build();
    }

    private void applyDefinitions() {
        try (var files = Files.list(DEFINITIONS)) {
            files.map(file -> read(file, CustomResourceDefinition.class)).forEach(definition -> {
                apply(definition);
                client.resource(definition)
                        .waitUntilCondition(
                                found -> found != null
                                        && found.getStatus() != null
                                        && found.getStatus().getConditions() != null
                                        && found.getStatus().getConditions().stream()
                                                .anyMatch(condition -> condition
                                                                .getType()
                                                                .equals("Established")
                                                        && condition.getStatus().equals("True")),
                                30,
                                TimeUnit.SECONDS);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void apply(HasMetadata object) {
        client.resource(object).forceConflicts().serverSideApply();
    }

    private static <T> T read(Path file, Class<T> type) {
        try {
            return Serialization.unmarshal(Files.readString(file), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
