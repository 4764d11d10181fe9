package io.instagramoperator.operator.faults;

import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.instagramoperator.operator.apiserver.ApiServer;
import io.instagramoperator.operator.apiserver.OperatorProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the chart installs: a namespace of the operator's own with a ServiceAccount that has the operator's rights and may lead there.
 *
 * @param namespace of the operator and of its Lease
 */
record Installation(KubernetesClient admin, Config account, String namespace, String serviceAccount) {

    private static final String LEASE = "instagram-operator";

    static Installation on(ApiServer server) {
        try (KubernetesClient operator = server.operator()) {
            // Such as system:serviceaccount:NAMESPACE:NAME
            String[] user = operator.resource(new SelfSubjectReview())
                    .create()
                    .getStatus()
                    .getUserInfo()
                    .getUsername()
                    .split(":", -1);
            Installation installation = new Installation(server.admin(), operator.getConfiguration(), user[2], user[3]);
            installation.letLead();
            return installation;
        }
    }

    private void letLead() {
        // @formatter:off
        admin.resource(new RoleBuilder()
                .withNewMetadata().withNamespace(namespace).withName("leader-election").endMetadata()
                .withRules(
                        new PolicyRuleBuilder().withApiGroups("coordination.k8s.io").withResources("leases")
                                .withVerbs("create").build(),
                        new PolicyRuleBuilder().withApiGroups("coordination.k8s.io").withResources("leases")
                                .withResourceNames(LEASE).withVerbs("get", "update", "patch").build())
                .build()).create();
        admin.resource(new RoleBindingBuilder()
                .withNewMetadata().withNamespace(namespace).withName("leader-election").endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", "leader-election")
                .addNewSubject("", "ServiceAccount", serviceAccount, namespace)
                .build()).create();
        // @formatter:on
    }

    /** An operator that finds the API server through the proxy. */
    OperatorProcess start(FaultyProxy proxy, String... namespaces) {
        return new OperatorProcess(kubeconfig(proxy.url()), List.of(namespaces));
    }

    /** Who leads; empty: nobody. */
    Optional<String> leader() {
        return lease().map(LeaseSpec::getHolderIdentity).filter(holder -> !holder.isEmpty());
    }

    /** As if the time of a leader who was killed had run out. */
    void forgetLeader() {
        admin.leases().inNamespace(namespace).withName(LEASE).delete();
    }

    /** Takes from the operator all rights but those on its Lease. */
    void takeRights() {
        admin.rbac().clusterRoleBindings().withName(namespace).delete();
    }

    void giveRights() {
        // @formatter:off
        admin.resource(new ClusterRoleBindingBuilder()
                .withNewMetadata().withName(namespace).endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", serviceAccount)
                .addNewSubject("", "ServiceAccount", serviceAccount, namespace)
                .build()).create();
        // @formatter:on
    }

    private Optional<LeaseSpec> lease() {
        return Optional.ofNullable(
                        admin.leases().inNamespace(namespace).withName(LEASE).get())
                .map(Lease::getSpec);
    }

    private Path kubeconfig(String url) {
        try {
            Path file = Files.createTempFile("kubeconfig", ".yaml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, """
                    apiVersion: v1
                    kind: Config
                    clusters: [ { name: test, cluster: { server: "%s" } } ]
                    users: [ { name: operator, user: { token: %s } } ]
                    contexts: [ { name: test, context: { cluster: test, user: operator, namespace: %s } } ]
                    current-context: test
                    """.formatted(url, account.getOauthToken(), namespace));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
