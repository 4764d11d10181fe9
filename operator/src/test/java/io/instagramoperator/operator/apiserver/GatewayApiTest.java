package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The Gateway API comes and goes while the operator runs, here one with rights in one namespace and none in the cluster. */
@ApiServerTest
class GatewayApiTest {

    @Test
    void isNoticedWhenItComesAndWhenItGoes() {
        ApiServer server = new ApiServer();
        String namespace = server.newNamespace();
        GatewayApiDefinition gatewayApi = new GatewayApiDefinition(server.admin());
        try (FakeReceivers receivers = new FakeReceivers();
                RunningOperator _ =
                        new RunningOperator(server.operatorOf(namespace), receivers.port(), Set.of(namespace))) {
            // Given
            TestAccount account = new TestAccount(server.admin(), namespace, "acme", receivers).applied("7001");
            TestRoutes routes = new TestRoutes(account);
            routes.ingressWanted("{}");
            await().until(() -> routes.ingress() != null);

            // When
            routes.gatewayWanted();

            // Then
            account.awaitCondition("Exposed", "False GatewayApiMissing");
            assertThat(account.message("Exposed"))
                    .contains("spec.webhook.gateway", "Install the CRDs", "Ingress acme-receiver stays");
            assertThat(routes.ingress()).isNotNull();

            // When
            gatewayApi.install();

            // Then
            account.awaitCondition("Exposed", "False RouteNotAccepted");
            routes.routeAccepted();
            account.awaitCondition("Exposed", "True Exposed");
            routes.awaitGone(Ingress.class);

            // When
            gatewayApi.remove();

            // Then
            account.awaitCondition("Exposed", "False GatewayApiMissing");
            TestAccount other = account.neighbour("other").applied("7002");
            other.awaitChildren();
            other.awaitCondition("Exposed", "True ClusterOnly");

            // When
            gatewayApi.install();

            // Then
            account.awaitCondition("Exposed", "False RouteNotAccepted");
            routes.routeAccepted();
            account.awaitCondition("Exposed", "True Exposed");
            gatewayApi.remove();
        }
    }

    @Test
    void whatIsWantedNoMoreIsDeletedByAnOperatorThatWasNotThereThen() {
        ApiServer server = new ApiServer();
        String namespace = server.newNamespace();
        GatewayApiDefinition gatewayApi = new GatewayApiDefinition(server.admin());
        gatewayApi.install();
        try (FakeReceivers receivers = new FakeReceivers()) {
            // Given
            TestAccount account = new TestAccount(server.admin(), namespace, "acme", receivers).applied("7003");
            TestRoutes routes = new TestRoutes(account);
            routes.gatewayWanted();
            try (RunningOperator _ =
                    new RunningOperator(server.operatorOf(namespace), receivers.port(), Set.of(namespace))) {
                account.awaitCondition("Exposed", "False RouteNotAccepted");
            }
            account.patched("{\"spec\":{\"webhook\":{\"gateway\":null}}}");

            // When
            try (RunningOperator _ =
                    new RunningOperator(server.operatorOf(namespace), receivers.port(), Set.of(namespace))) {

                // Then
                account.awaitCondition("Exposed", "True ClusterOnly");
                routes.awaitGone(HTTPRoute.class);
            }
        } finally {
            gatewayApi.remove();
        }
    }
}
