package io.instagramoperator.gateway.deliveries;

import static io.instagramoperator.gateway.Meta.delivery;
import static io.instagramoperator.gateway.Meta.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.gateway.GatewayHome;
import io.instagramoperator.gateway.TestGateway;
import io.instagramoperator.gateway.config.GatewayConfig.Account;
import io.instagramoperator.gateway.forward.Standing.Breaker;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request that cannot even be made is a failure like any other: it keeps no place from those that come after it. */
class ImpossibleReceiverTest {

    private static final int FAILURES = 5;

    /** The HTTP client throws when it is told of this port. */
    private static final Account IMPOSSIBLE =
            new Account("1001", "acme", URI.create("http://127.0.0.1:99999/webhooks/social/acme"));

    @TempDir
    Path folder;

    @Test
    void answersEachDeliveryAndKeepsNoPlace() {
        try (TestGateway gateway = new TestGateway(new GatewayHome(folder).with(IMPOSSIBLE))) {
            for (int i = 1; i <= FAILURES; i++) {
                // When
                int status = gateway.meta().deliver(delivery(message("1001", "m" + i)));

                // Then
                assertThat(status).isEqualTo(503);
                assertThat(gateway.standing(IMPOSSIBLE).waiting()).isZero();
                assertThat(gateway.count(
                                "instagram_gateway_forwards_total", "account", "acme", "outcome", "unavailable"))
                        .isEqualTo(i);
            }
            assertThat(gateway.standing(IMPOSSIBLE).lastError().orElseThrow().message())
                    .startsWith("no request can be made: ")
                    .contains("port");
            assertThat(gateway.standing(IMPOSSIBLE).breaker()).isEqualTo(Breaker.OPEN);
        }
    }
}
