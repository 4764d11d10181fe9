package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An account and an app of one name and host would both lead one URL to themselves: only the older one does, and the other says so. */
@ApiServerTest
class PathTakenTest {

    private static final String ROUTE = "{\"spec\":{\"webhook\":{\"host\":\"hooks.example.com\",\"ingress\":{}}}}";

    @RegisterExtension
    static final OperatorUnderTest operator = OperatorUnderTest.withApps();

    @Test
    void theYoungerOneGetsTheRouteWhenTheOlderOneNeedsItNoMore() {
        // Given
        TestGateway gateway = operator.gateway("agency");
        TestAccount older = gateway.account("agency").applied(operator.newId());
        new TestRoutes(older).ingressWanted("{}");
        gateway.app().applied().patched(ROUTE);
        gateway.awaitChildren();
        await().until(() -> gateway.condition("Exposed").equals("False PathTaken"));

        // When
        assertThat(ingress(gateway)).isNull();
        older.patched("{\"spec\":{\"webhook\":{\"host\":\"other.example.com\"}}}");

        // Then
        await().until(() -> ingress(gateway) != null);
        await().until(() -> gateway.condition("Exposed").equals("False IngressPending"));
        older.awaitCondition("Exposed", "False IngressPending");
    }

    private static Ingress ingress(TestGateway gateway) {
        return gateway.client()
                .resources(Ingress.class)
                .inNamespace(gateway.app().namespace())
                .withName(gateway.name())
                .get();
    }
}
