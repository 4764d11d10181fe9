package io.instagramoperator.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The CustomResourceDefinitions through the life of a release.
 *
 * <p>Definitions belong to the whole cluster, where other tests need the real ones: each of these has them in an API group of its own.
 */
@ApiServerTest
class DefinitionsOnApiServerTest {

    private static final String DEFINITION = "generated/instagramaccounts.instagram-operator.io.yaml";
    private static final String SHORT_NAME = "    - iga\n";

    private static final Map<String, String> SECRET_KEY = Map.of("name", "acme-meta", "key", "any");

    private final Path folder;
    private final ApiServer server = ApiServer.connect();
    private final String namespace = server.newNamespace("operators", Map.of());
    private final String group = ApiServer.unique("test") + ".instagram-operator.io";

    DefinitionsOnApiServerTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        try (var files = Files.walk(Chart.FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path path = Chart.FOLDER.relativize(file);
                if (path.toString().matches("(Chart|values|templates|generated).*")) {
                    Files.createDirectories(folder.resolve(path).getParent());
                    Files.copy(file, folder.resolve(path));
                }
            }
        }
        try (var definitions = Files.list(folder.resolve("generated"))) {
            for (Path definition : definitions.toList()) {
                replaceIn(definition, "instagram-operator.io", group);
            }
        }
    }

    @AfterEach
    void disconnect() {
        server.close();
    }

    @Test
    void isUpgradedWithTheRelease() throws IOException {
        // Given
        Chart chart = chart();
        server.install(chart);
        createAccount();

        // When
        replaceIn(folder.resolve(DEFINITION), SHORT_NAME, "    - igaccount\n");
        server.install(chart);

        // Then
        assertThat(definition().get().getSpec().getNames().getShortNames()).containsExactly("igaccount");
        assertThat(account().get()).isNotNull();
    }

    @Test
    void staysWithItsAccountsWhenTheReleaseGoes() {
        // Given
        Chart chart = chart();
        server.install(chart);
        createAccount();

        // When
        server.uninstall(chart);

        // Then
        assertThat(server.client()
                        .resources(Deployment.class)
                        .inNamespace(namespace)
                        .withName(chart.release())
                        .get())
                .isNull();
        assertThat(definition().get().getMetadata().getDeletionTimestamp()).isNull();
        assertThat(account().get()).isNotNull();
    }

    @Test
    void isTakenBackByAReleaseOfTheSameName() throws IOException {
        // Given
        Chart chart = chart();
        server.install(chart);
        createAccount();
        server.uninstall(chart);

        // When
        replaceIn(folder.resolve(DEFINITION), SHORT_NAME, "    - igaccount\n");
        server.install(chart);

        // Then
        assertThat(definition().get().getSpec().getNames().getShortNames()).containsExactly("igaccount");
        assertThat(account().get()).isNotNull();
    }

    /** So a rollback can leave the newer definitions in place. */
    @Test
    void staysWhenAnUpgradeDoesWithoutAndIsTakenBackByTheNext() {
        // Given
        Chart chart = chart();
        server.install(chart);
        createAccount();

        // When
        server.install(chart.with("crds.install", false));
        server.install(chart);

        // Then
        assertThat(owner(definition().get())).isEqualTo(chart.release());
        assertThat(account().get()).isNotNull();
    }

    @Test
    void isRefusedToASecondReleaseWhichDoesWithout() {
        // Given
        Chart first = chart();
        Chart second = new Chart(
                folder,
                ApiServer.unique("second"),
                server.newNamespace("operators", Map.of()),
                first.with("watchNamespaces[0]", namespace).values());
        server.install(first);

        // When
        Throwable refusal = catchThrowable(() -> server.install(second));
        server.install(second.with("crds.install", false));

        // Then
        assertThat(refusal)
                .hasMessageContaining("CustomResourceDefinition")
                .hasMessageContaining("invalid ownership metadata")
                .hasMessageContaining("current value is \"" + first.release() + "\"");
        assertThat(owner(definition().get())).isEqualTo(first.release());
        assertThat(server.client()
                        .resources(Deployment.class)
                        .inNamespace(second.namespace())
                        .list()
                        .getItems())
                .hasSize(1);
    }

    @Test
    void isTakenOverByAReleaseOfAnotherNameOnceItIsHandedOver() {
        // Given
        Chart old = chart();
        server.install(old);
        createAccount();
        server.uninstall(old);
        Chart fresh = chart();

        // When
        Throwable refusal = catchThrowable(() -> server.install(fresh));
        definitions().forEach(definition -> server.client().resource(definition).edit(taken -> {
            taken.getMetadata().getAnnotations().put("meta.helm.sh/release-name", fresh.release());
            return taken;
        }));
        server.install(fresh);

        // Then
        assertThat(refusal).hasMessageContaining("invalid ownership metadata");
        assertThat(owner(definition().get())).isEqualTo(fresh.release());
        assertThat(account().get()).isNotNull();
    }

    private List<CustomResourceDefinition> definitions() {
        return server.client().resources(CustomResourceDefinition.class).list().getItems().stream()
                .filter(definition -> definition.getSpec().getGroup().equals(group))
                .toList();
    }

    private static String owner(CustomResourceDefinition definition) {
        return definition.getMetadata().getAnnotations().getOrDefault("meta.helm.sh/release-name", "nobody");
    }

    private Chart chart() {
        return new Chart(folder, ApiServer.unique("instagram-operator"), namespace, Map.of())
                .with("image.registry", "registry.example.com");
    }

    private static void replaceIn(Path file, String old, String replacement) throws IOException {
        String yaml = Files.readString(file);
        assertThat(yaml).contains(old);
        Files.writeString(file, yaml.replace(old, replacement));
    }

    private Resource<CustomResourceDefinition> definition() {
        return server.client().resources(CustomResourceDefinition.class).withName("instagramaccounts." + group);
    }

    private void createAccount() {
        // A definition is served a moment after it was made.
        await().ignoreExceptionsInstanceOf(KubernetesClientException.class)
                .until(() -> account().create(), Objects::nonNull);
    }

    private Resource<GenericKubernetesResource> account() {
        return server.client()
                .resource(new GenericKubernetesResourceBuilder()
                        .withApiVersion(group + "/v1alpha1")
                        .withKind("InstagramAccount")
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName("acme")
                        .endMetadata()
                        .addToAdditionalProperties(
                                "spec",
                                Map.of(
                                        "instagramId",
                                        "17841405822304914",
                                        "login",
                                        "Instagram",
                                        "app",
                                        Map.of("id", "1", "secretRefs", List.of(SECRET_KEY)),
                                        "accessTokenRef",
                                        SECRET_KEY))
                        .build());
    }
}
