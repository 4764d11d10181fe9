package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An account that is reached by an HTTPRoute, in a cluster that gets the Gateway API. The Gateway's controller is played by the tests. */
@ApiServerTest
class HttpRouteTest {

    @RegisterExtension
    static final OperatorUnderTest operator = new OperatorUnderTest();

    private GatewayApiDefinition gatewayApi;

    @BeforeEach
    void install() {
        gatewayApi = new GatewayApiDefinition(operator.admin());
        gatewayApi.install();
    }

    @AfterEach
    void remove() {
        gatewayApi.remove();
    }

    @Test
    void theAccountIsExposedWhenTheGatewayHasAcceptedTheRoute() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        TestRoutes routes = new TestRoutes(account);

        // When
        routes.gatewayWanted();

        // Then
        account.awaitCondition("Exposed", "False RouteNotAccepted");
        await().untilAsserted(() -> assertThat(account.message("Exposed"))
                .contains("Gateway ingress/public, listener https, has not said anything about it"));

        // When
        routes.routeJudged("False", "NotAllowedByListeners", "No listener lets this namespace in.");

        // Then
        await().untilAsserted(() -> assertThat(account.message("Exposed"))
                .contains("Gateway ingress/public", "NotAllowedByListeners: No listener lets this namespace in"));
        assertThat(account.condition("Exposed")).isEqualTo("False RouteNotAccepted");

        // When
        routes.routeAccepted();

        // Then
        account.awaitCondition("Exposed", "True Exposed");

        // When
        account.patched("{\"spec\":{\"webhook\":{\"host\":\"other.example.com\"}}}");

        // Then
        await().untilAsserted(() ->
                assertThat(routes.route().getSpec().getHostnames()).containsExactly("other.example.com"));
        account.awaitCondition("Exposed", "False RouteNotAccepted");

        // When
        account.patched("{\"spec\":{\"webhook\":{\"gateway\":null}}}");

        // Then
        routes.awaitGone(HTTPRoute.class);
        account.awaitCondition("Exposed", "True ClusterOnly");
    }

    @Test
    void reconcilingAgainWritesNothingAndForeignEditsArePutBack() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        TestRoutes routes = new TestRoutes(account);
        routes.gatewayWanted();
        routes.routeAccepted();
        account.awaitCondition("Exposed", "True Exposed");
        String version = routes.route().getMetadata().getResourceVersion();
        int before = operator.reconciled(account);

        // When
        account.annotated("example.com/looked-at", "today");
        await().until(() -> operator.reconciled(account) > before);

        // Then
        assertThat(routes.route().getMetadata().getResourceVersion()).isEqualTo(version);

        // When
        account.client().resource(routes.route()).edit(route -> new HTTPRouteBuilder(route)
                .editMetadata()
                .addToLabels("example.com/team", "edge")
                .endMetadata()
                .editSpec()
                .withHostnames("evil.example.com")
                .endSpec()
                .build());

        // Then
        await().untilAsserted(() ->
                assertThat(routes.route().getSpec().getHostnames()).containsExactly("hooks.example.com"));
        assertThat(routes.route().getMetadata().getLabels()).containsEntry("example.com/team", "edge");
    }

    @Test
    void theOldRouteStaysUntilTheNewOneIsInForce() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        TestRoutes routes = new TestRoutes(account);
        routes.ingressWanted("{}");
        routes.ingressAdmitted();
        account.awaitCondition("Exposed", "True Exposed");

        // When
        routes.gatewayWanted();

        // Then
        account.awaitCondition("Exposed", "False RouteNotAccepted");
        await().untilAsserted(() ->
                assertThat(account.message("Exposed")).contains("Until then Ingress acme-receiver stays as it was"));
        assertThat(routes.ingress()).isNotNull();

        // When
        routes.routeAccepted();

        // Then
        routes.awaitGone(Ingress.class);
        account.awaitCondition("Exposed", "True Exposed");

        // When
        routes.ingressWanted("{}");

        // Then
        account.awaitCondition("Exposed", "False IngressPending");
        await().untilAsserted(() ->
                assertThat(account.message("Exposed")).contains("Until then HTTPRoute acme-receiver stays as it was"));
        assertThat(routes.route()).isNotNull();

        // When
        routes.ingressAdmitted();

        // Then
        routes.awaitGone(HTTPRoute.class);
        account.awaitCondition("Exposed", "True Exposed");
    }
}
