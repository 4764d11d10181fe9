package io.instagramoperator.receiver.webhook;

import static io.instagramoperator.receiver.webhook.TestReceiver.ACCOUNT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.instagramoperator.instagram.payload.Delivery;
import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.instagram.signature.WebhookSignature;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.webhook.endpoint.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protects that nothing reads a body before its signature is known to be right, and that what is stored is counted. */
class IntakeTest {

    private static final List<AppSecret> SECRETS = List.of(AppSecret.of("test_app_secret"));
    private static final byte[] BODY = "{}".getBytes(UTF_8);

    @Test
    void readsNoBodyThatMetaHasNotSigned(@TempDir Path folder) {
        // Given
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        EventLog log = new EventLog(metrics);
        log.use(folder, Duration.ofDays(7));
        Intake intake = new Intake(log, log::append, new EventCounts(metrics), Clock.systemUTC(), body -> {
            throw new IllegalStateException("it was read");
        });

        // Then
        assertThat(intake.take(BODY, List.of("sha256=" + "0".repeat(64)), SECRETS, ACCOUNT)
                        .toCompletableFuture()
                        .join())
                .isEqualTo(Outcome.BAD_SIGNATURE);
        String right = WebhookSignature.sign(SECRETS.getFirst(), BODY);
        assertThatThrownBy(() -> intake.take(BODY, List.of(right), SECRETS, ACCOUNT))
                .hasMessage("it was read");
        log.close();
    }

    @Test
    void countsWhatIsNotUnderstoodOnceHoweverOftenItIsInADelivery(@TempDir Path folder) {
        // Given
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        EventLog log = new EventLog(metrics);
        log.use(folder, Duration.ofDays(7));
        Intake intake = new Intake(log, log::append, new EventCounts(metrics), Clock.systemUTC(), Delivery::read);
        byte[] body = "{\"object\":\"instagram\",\"entry\":[{\"id\":\"%s\",\"messaging\":[{},{},{\"a\":1}]}]}"
                .formatted(ACCOUNT)
                .getBytes(UTF_8);

        // When
        intake.take(body, List.of(WebhookSignature.sign(SECRETS.getFirst(), body)), SECRETS, ACCOUNT)
                .toCompletableFuture()
                .join();

        // Then
        assertThat(metrics.counter("instagram_events_unknown_total", "reason", "unknown_kind")
                        .count())
                .isEqualTo(2);
        assertThat(metrics.counter("instagram_events_duplicate_total").count()).isOne();
        log.close();
    }
}
