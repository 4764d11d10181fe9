package io.instagramoperator.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real API server lets the installed operator do. Rights are written as for {@code kubectl auth can-i}. */
@ApiServerTest
class RightsTest {

    private static final List<String> NEEDED = List.of(
            "get instagramaccounts.instagram-operator.io",
            "list instagramaccounts.instagram-operator.io",
            "watch instagramaccounts.instagram-operator.io",
            "patch instagramaccounts.instagram-operator.io",
            "patch instagramaccounts.instagram-operator.io/status",
            "list eventsubscriptions.instagram-operator.io",
            "watch eventsubscriptions.instagram-operator.io",
            "patch eventsubscriptions.instagram-operator.io/status",
            "list deployments.apps",
            "watch deployments.apps",
            "create deployments.apps",
            "patch deployments.apps",
            "patch configmaps",
            "create persistentvolumeclaims",
            "create serviceaccounts",
            "create services",
            "watch pods",
            "patch pods");

    private static final List<String> FORBIDDEN = List.of(
            "get secrets",
            "list secrets",
            "watch secrets",
            "create secrets",
            "delete persistentvolumeclaims",
            "create pods",
            "create pods/exec",
            "get pods/log",
            "create serviceaccounts/token",
            "create daemonsets.apps",
            "create roles.rbac.authorization.k8s.io",
            "create rolebindings.rbac.authorization.k8s.io",
            "delete instagramaccounts.instagram-operator.io",
            "patch eventsubscriptions.instagram-operator.io",
            "delete eventsubscriptions.instagram-operator.io");

    private static final String ALL_NAMESPACES = "";

    private final ApiServer server = ApiServer.connect();
    private final String operators = server.newNamespace("operators", Map.of());
    private final String social = server.newNamespace("social", Map.of());
    private final String other = server.newNamespace("other", Map.of());
    private final Chart chart = new Chart(Chart.FOLDER, ApiServer.unique("instagram-operator"), operators, Map.of())
            .with("image.registry", "registry.example.com")
            .with("crds.install", false);

    @AfterEach
    void disconnect() {
        server.close();
    }

    @Test
    void inNamedNamespacesOnly() {
        // When
        server.install(chart.watching(social));

        // Then
        assertThat(NEEDED)
                .allMatch(right -> may(social, right))
                .noneMatch(right -> may(other, right))
                .noneMatch(right -> may(operators, right))
                .noneMatch(right -> may(ALL_NAMESPACES, right));
        assertThat(FORBIDDEN).noneMatch(right -> may(social, right)).noneMatch(right -> may(operators, right));
    }

    @Test
    void inAllNamespaces() {
        // When
        server.install(chart);

        // Then
        assertThat(NEEDED).allMatch(right -> may(ALL_NAMESPACES, right));
        assertThat(FORBIDDEN).noneMatch(right -> may(operators, right)).noneMatch(right -> may(social, right));
    }

    @Test
    void narrowedByAnUpgrade() {
        // Given
        server.install(chart);

        // When
        server.install(chart.watching(social));

        // Then
        assertThat(NEEDED).allMatch(right -> may(social, right)).noneMatch(right -> may(other, right));
    }

    @ParameterizedTest(name = "{0} lease {1}: {2}")
    @CsvSource({
        "create, '',                 true",
        "get,    instagram-operator, true",
        "update, instagram-operator, true",
        "patch,  instagram-operator, true",
        "delete, instagram-operator, false",
        "get,    another,            false",
        "list,   '',                 false",
    })
    void onItsLease(String verb, String name, boolean allowed) {
        // When
        server.install(chart.watching(social));

        // Then
        assertThat(may(operators, verb, "leases.coordination.k8s.io", name)).isEqualTo(allowed);
        assertThat(may(social, verb, "leases.coordination.k8s.io", name)).isFalse();
    }

    private boolean may(String namespace, String right) {
        String[] words = right.split(" ", 2);
        return may(namespace, words[0], words[1], "");
    }

    private boolean may(String namespace, String verb, String resource, String name) {
        String[] parts = resource.split("/", 2);
        String[] kind = parts[0].split("\\.", 2);
        // @formatter:off
        var review = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser("system:serviceaccount:" + operators + ":" + chart.release())
                .withNewResourceAttributes()
                .withNamespace(namespace)
                .withVerb(verb)
                .withResource(kind[0])
                .withGroup(kind.length == 1 ? "" : kind[1])
                .withSubresource(parts.length == 1 ? "" : parts[1])
                .withName(name)
                .endResourceAttributes()
                .endSpec()
                .build();
        // @formatter:on
        return server.client().resource(review).create().getStatus().getAllowed();
    }
}
