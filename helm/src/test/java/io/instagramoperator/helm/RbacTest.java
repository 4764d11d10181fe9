package io.instagramoperator.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The operator may do what it has to, where it has to, and nothing else. The expected renderings show the rules themselves. */
class RbacTest {

    private static final Path TESTED = Chart.FOLDER.resolveSibling(
            "operator/src/test/resources/io/instagramoperator/operator/apiserver/rights.yaml");

    static Stream<Chart> modes() {
        return Stream.of(
                Chart.withRegistry(),
                Chart.withRegistry().watching("social"),
                Chart.withRegistry().watching("operators"));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void nothingIsAllowedOnSecretsNorOnEverything(Chart chart) {
        // When
        List<PolicyRule> rules = rules(chart);

        // Then
        assertThat(rules).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.getResources()).isNotEmpty().noneMatch(resource -> resource.matches("secrets.*|\\*.*"));
            assertThat(rule.getVerbs()).isNotEmpty().doesNotContain("*", "escalate", "bind", "impersonate");
            assertThat(rule.getApiGroups()).isNotEmpty().doesNotContain("*");
            assertThat(rule.getNonResourceURLs()).isEmpty();
            // An empty list would mean every name.
            assertThat(rule.getResourceNames()).doesNotContain("");
        });
    }

    @Test
    void theRulesAreThoseThatTheOperatorIsTestedWith() throws IOException {
        // Given
        ClusterRole tested = Serialization.unmarshal(Files.readString(TESTED), ClusterRole.class);

        // When
        List<ClusterRole> everywhere =
                Chart.withRegistry().with("userRoles.aggregate", false).rendered(ClusterRole.class);
        List<Role> inOneNamespace = Chart.withRegistry().watching("social").rendered(Role.class);

        // Then
        assertThat(everywhere).extracting(ClusterRole::getRules).containsExactly(tested.getRules());
        assertThat(inOneNamespace).extracting(Role::getRules).contains(tested.getRules());
    }

    @Test
    void everyRightIsToldWithItsUse() {
        // When
        Chart chart = Chart.withRegistry().watching("social");
        List<Right> granted = chart.rendered(Role.class).stream()
                .filter(role -> role.getMetadata().getNamespace().equals("social"))
                .flatMap(role -> role.getRules().stream())
                .flatMap(Right::of)
                .toList();

        // Then
        assertThat(granted).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(Right.told());
    }

    @Test
    void namedNamespacesGetRolesOfTheirOwnAndNothingElseDoes() {
        // Given
        Chart chart = Chart.withRegistry().watching("social", "support");

        // When
        List<String> roles = namespaces(chart, Role.class);
        List<String> bindings = namespaces(chart, RoleBinding.class);

        // Then
        assertThat(roles).containsExactlyInAnyOrder("social", "support", "operators");
        assertThat(bindings).containsExactlyInAnyOrder("social", "support", "operators");
        assertThat(chart.rendered(ClusterRole.class)).isEmpty();
        assertThat(chart.rendered(ClusterRoleBinding.class)).isEmpty();
    }

    @Test
    void usersOfTheClustersOwnRolesGetTheKindsByAggregation() {
        // When
        Map<String, List<String>> verbs = Chart.withRegistry().rendered(ClusterRole.class).stream()
                .flatMap(role -> role.getMetadata().getLabels().keySet().stream()
                        .filter(label -> label.startsWith("rbac.authorization.k8s.io/"))
                        .map(label -> Map.entry(
                                label.substring(label.indexOf('/') + 1),
                                role.getRules().getFirst().getVerbs())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        // Then
        assertThat(verbs)
                .isEqualTo(Map.of(
                        "aggregate-to-view", List.of("get", "list", "watch"),
                        "aggregate-to-edit", List.of("create", "update", "patch", "delete", "deletecollection")));
    }

    @Test
    void itsOwnNamespaceIsForTheLeaseOnly() {
        // Given
        Chart chart = Chart.withRegistry().watching("social");

        // When
        List<PolicyRule> rules = chart.rendered(Role.class).stream()
                .filter(role -> role.getMetadata().getNamespace().equals("operators"))
                .flatMap(role -> role.getRules().stream())
                .toList();

        // Then
        assertThat(rules).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.getResources()).containsExactly("leases");
            // By name, but for create, where the API server does not know the name yet.
            assertThat(rule.getResourceNames().isEmpty())
                    .isEqualTo(rule.getVerbs().equals(List.of("create")));
        });
    }

    private static List<PolicyRule> rules(Chart chart) {
        return Stream.concat(
                        chart.rendered(Role.class).stream().flatMap(role -> role.getRules().stream()),
                        chart.rendered(ClusterRole.class).stream().flatMap(role -> role.getRules().stream()))
                .toList();
    }

    private static List<String> namespaces(Chart chart, Class<? extends HasMetadata> type) {
        return chart.rendered(type).stream()
                .map(object -> object.getMetadata().getNamespace())
                .toList();
    }
}
