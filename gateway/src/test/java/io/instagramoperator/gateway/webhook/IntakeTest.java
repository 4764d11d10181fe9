package io.instagramoperator.gateway.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.gateway.forward.Forwarder;
import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.instagram.signature.WebhookSignature;
import io.instagramoperator.webhook.endpoint.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which entries are known to be nobody's. */
class IntakeTest {

    private static final List<AppSecret> SECRETS = List.of(AppSecret.of("test_app_secret"));

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Forwarder forwarder = new Forwarder(vertx, metrics);
    private final UnknownAccounts unknown = new UnknownAccounts(Clock.systemUTC());
    private final Intake intake = new Intake(forwarder, unknown, metrics.counter("unknown"), Clock.systemUTC());

    @AfterEach
    void stop() {
        forwarder.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void hasMetaSendAgainWhatComesBeforeThereIsATable() {
        // When // Then
        assertThat(taken("17")).isEqualTo(Outcome.UNAVAILABLE);
        assertThat(unknown.latest()).isEmpty();
    }

    @Test
    void dropsWhatIsOfNobodyInTheTableAndNamesIt() {
        // Given
        forwarder.serve(Map.of());

        // When // Then
        assertThat(taken("17")).isEqualTo(Outcome.ACCEPTED);
        assertThat(unknown.latest())
                .extracting(UnknownAccounts.Unknown::instagramId)
                .containsExactly("17");
    }

    @Test
    void doesNotNameTheTestsOfMetasDashboard() {
        // Given
        forwarder.serve(Map.of());

        // When // Then
        assertThat(taken("0")).isEqualTo(Outcome.ACCEPTED);
        assertThat(unknown.latest()).isEmpty();
        assertThat(metrics.counter("unknown").count()).isOne();
    }

    private Outcome taken(String account) {
        byte[] body = "{\"object\":\"instagram\",\"entry\":[{\"id\":\"%s\",\"messaging\":[{}]}]}"
                .formatted(account)
                .getBytes(UTF_8);
        return intake.take(body, List.of(WebhookSignature.sign(SECRETS.getFirst(), body)), SECRETS)
                .toCompletableFuture()
                .join();
    }
}
