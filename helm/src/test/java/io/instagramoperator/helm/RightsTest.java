package io.instagramoperator.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a real API server lets the installed operator do: every verb on every resource that the server has, in a namespace that is watched, in
 * one that is not, in the operator's own and in the whole cluster.
 */
@ApiServerTest
class RightsTest {

    private static final List<String> VERBS =
            List.of("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");

    /** What is no verb on a resource of the server's lists, or on no more than one. */
    private static final List<Right> SPECIAL = List.of(
            new Right("*", "*.*"),
            new Right("*", "secrets"),
            new Right("*", "*.instagram-operator.io"),
            new Right("get", "*.*"),
            new Right("get", "secrets/*"),
            new Right("escalate", "roles.rbac.authorization.k8s.io"),
            new Right("escalate", "clusterroles.rbac.authorization.k8s.io"),
            new Right("bind", "roles.rbac.authorization.k8s.io"),
            new Right("bind", "clusterroles.rbac.authorization.k8s.io"),
            new Right("impersonate", "users"),
            new Right("impersonate", "groups"),
            new Right("impersonate", "serviceaccounts"),
            new Right("approve", "signers.certificates.k8s.io"),
            new Right("sign", "signers.certificates.k8s.io"));

    /** What Kubernetes lets every ServiceAccount do: ask about itself. */
    private static final Set<String> EVERYBODYS = Set.of(
            "create selfsubjectaccessreviews.authorization.k8s.io",
            "create selfsubjectrulesreviews.authorization.k8s.io",
            "create selfsubjectreviews.authentication.k8s.io");

    private static final String LEASE = "create leases.coordination.k8s.io in own";

    private final ApiServer server = ApiServer.connect();
    private final String operators = server.newNamespace("operators", Map.of());
    private final String social = server.newNamespace("social", Map.of());
    private final String other = server.newNamespace("other", Map.of());
    private final Map<String, String> places =
            Map.of("watched", social, "not watched", other, "own", operators, "cluster", "");
    private final Chart chart = new Chart(Chart.FOLDER, ApiServer.unique("instagram-operator"), operators, Map.of())
            .with("image.registry", "registry.example.com")
            .with("crds.install", false);

    @AfterEach
    void disconnect() {
        server.close();
    }

    @Test
    void areThoseThatAreToldInNamedNamespacesAndOneLease() {
        // When
        server.install(chart.watching(social));

        // Then
        assertThat(granted(places.keySet())).isEqualTo(rights(Set.of("watched"), LEASE));
    }

    @Test
    void areThoseThatAreToldEverywhereAndOneLease() {
        // When
        server.install(chart);

        // Then: what is allowed in the cluster is allowed in each namespace.
        Set<String> enough = Set.of("cluster", "own");
        assertThat(granted(enough)).isEqualTo(rights(enough, LEASE));
    }

    @Test
    void areNarrowedByAnUpgrade() {
        // Given
        server.install(chart);

        // When
        server.install(chart.watching(social));

        // Then
        assertThat(Right.told()).allMatch(right -> may(social, right, "")).noneMatch(right -> may(other, right, ""));
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
        // Given
        Right right = new Right(verb, "leases.coordination.k8s.io");

        // When
        server.install(chart.watching(social));

        // Then
        assertThat(may(operators, right, name)).isEqualTo(allowed);
        assertThat(may(social, right, name)).isFalse();
    }

    /** The rights that the documentation tells, in these places, and one more. */
    private static Set<String> rights(Set<String> places, String more) {
        Set<String> rights = new TreeSet<>(Set.of(more));
        places.forEach(place -> Right.told().forEach(right -> rights.add(right + " in " + place)));
        return rights;
    }

    /** What of the whole table the API server allows. */
    private Set<String> granted(Set<String> here) {
        Set<String> resources = Stream.concat(
                        resourcesOfTheServer(), Right.told().stream().map(Right::resource))
                .collect(Collectors.toSet());
        assertThat(resources)
                .contains("secrets", "pods/exec", "serviceaccounts/token", "roles.rbac.authorization.k8s.io");
        return Stream.concat(SPECIAL.stream(), resources.stream().flatMap(resource -> VERBS.stream()
                        .map(verb -> new Right(verb, resource))))
                .toList()
                .parallelStream()
                .filter(right -> !EVERYBODYS.contains(right.toString()))
                .flatMap(right -> places.entrySet().stream()
                        .filter(place -> here.contains(place.getKey()))
                        .filter(place -> may(place.getValue(), right, ""))
                        .map(place -> right + " in " + place.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<String> resourcesOfTheServer() {
        Stream<String> versions = Stream.concat(
                Stream.of("v1"),
                server.client().getApiGroups().getGroups().stream()
                        .filter(group -> !group.getName().startsWith("test-"))
                        .map(group -> group.getPreferredVersion().getGroupVersion()));
        return versions.flatMap(version -> server.client().getApiResources(version).getResources().stream()
                .map(APIResource::getName)
                .map(Right.inGroup(version.contains("/") ? version.split("/", 2)[0] : "")));
    }

    private boolean may(String namespace, Right right, String name) {
        // @formatter:off
        var review = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser("system:serviceaccount:" + operators + ":" + chart.release())
                .withGroups("system:serviceaccounts", "system:serviceaccounts:" + operators, "system:authenticated")
                .withNewResourceAttributes()
                .withNamespace(namespace)
                .withVerb(right.verb())
                .withResource(right.plural())
                .withGroup(right.group())
                .withSubresource(right.subresource())
                .withName(name)
                .endResourceAttributes()
                .endSpec()
                .build();
        // @formatter:on
        return server.client().resource(review).create().getStatus().getAllowed();
    }
}
