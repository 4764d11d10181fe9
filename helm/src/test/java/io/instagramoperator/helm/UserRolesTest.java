package io.instagramoperator.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What users may do with the kinds by the cluster's own roles. The server that tests have runs no controllers, so nobody adds up the roles here;
 * what Kubernetes would add is what the selectors of its own roles find.
 */
@ApiServerTest
class UserRolesTest {

    private final ApiServer server = ApiServer.connect();
    private final Chart chart = new Chart(
                    Chart.FOLDER,
                    ApiServer.unique("instagram-operator"),
                    server.newNamespace("operators", Map.of()),
                    Map.of())
            .with("image.registry", "registry.example.com")
            .with("crds.install", false);

    @AfterEach
    void disconnect() {
        server.uninstall(chart);
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "view,  get list watch",
        "edit,  get list watch create update patch delete deletecollection",
        "admin, get list watch create update patch delete deletecollection",
    })
    void areThoseOfTheClusterWithTheKinds(String role, String verbs) {
        // When
        server.install(chart);

        // Then
        Set<String> expected = Stream.of(verbs.split(" "))
                .flatMap(verb -> Stream.of("instagramaccounts", "metaapps", "eventsubscriptions")
                        .map(plural -> verb + " " + plural + ".instagram-operator.io"))
                .collect(Collectors.toSet());
        assertThat(ours(clusterRole(role))).isEqualTo(expected);
    }

    @Test
    void areLeftAloneOnDemand() {
        // When
        server.install(chart.with("userRoles.aggregate", false));

        // Then
        assertThat(ours(clusterRole("admin"))).isEmpty();
    }

    private ClusterRole clusterRole(String name) {
        return server.client().rbac().clusterRoles().withName(name).require();
    }

    /** What a role gets from this release, itself or by the roles that it adds up. */
    private Set<String> ours(ClusterRole role) {
        Stream<String> own = isOfTheRelease(role)
                ? role.getRules().stream().flatMap(Right::of).map(Right::toString)
                : Stream.of();
        return Stream.concat(own, addedTo(role).flatMap(added -> ours(added).stream()))
                .collect(Collectors.toSet());
    }

    private Stream<ClusterRole> addedTo(ClusterRole role) {
        return role.getAggregationRule() == null
                ? Stream.of()
                : role.getAggregationRule().getClusterRoleSelectors().stream().flatMap(this::clusterRoles);
    }

    private Stream<ClusterRole> clusterRoles(LabelSelector selector) {
        return server.client().rbac().clusterRoles().withLabelSelector(selector).list().getItems().stream();
    }

    private boolean isOfTheRelease(ClusterRole role) {
        return chart.release().equals(role.getMetadata().getLabels().get("app.kubernetes.io/instance"));
    }
}
