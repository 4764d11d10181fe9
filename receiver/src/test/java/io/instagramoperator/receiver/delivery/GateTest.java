package io.instagramoperator.receiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.config.Subscription;
import io.instagramoperator.receiver.config.Subscription.Delivery;
import io.instagramoperator.receiver.config.Subscription.Format;
import io.instagramoperator.receiver.config.Subscription.Http;
import io.instagramoperator.receiver.config.Subscription.Ordering;
import io.instagramoperator.receiver.config.Subscription.Start;
import io.instagramoperator.receiver.delivery.Standing.Breaker;
import io.instagramoperator.receiver.sink.Outcome;
import io.instagramoperator.receiver.sink.Outcome.Failed;
import io.instagramoperator.receiver.sink.Outcome.Failure;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What failures say about an endpoint. */
class GateTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Failed BAD_REQUEST =
            new Failed(new Failure(Outcome.Kind.STATUS, "answered 400"), Optional.empty());

    private final Gate gate = new Gate(subscription(), new Random(1));

    private static Subscription subscription() {
        return new Subscription(
                "crm",
                List.of(),
                Start.NOW,
                false,
                new Http(
                        URI.create("https://crm.example.com/"),
                        false,
                        List.of(),
                        Format.CLOUD_EVENTS,
                        Duration.ofSeconds(15),
                        Optional.empty(),
                        Optional.empty()),
                new Delivery(Ordering.CONVERSATION, 32, Duration.ofDays(3), 0));
    }

    @Test
    void doesNotBlameTheEndpointForEventsThatFailAgainAndAgain() {
        // When
        for (int i = 0; i < 100; i++) {
            gate.failed(BAD_REQUEST, false, NOW);
        }

        // Then
        assertThat(gate.health().breaker()).isEqualTo(Breaker.CLOSED);
        assertThat(gate.lastError()).isPresent();
    }

    @Test
    void blamesItIfNothingElseComes() {
        // When
        for (int i = 0; i < 20; i++) {
            gate.failed(BAD_REQUEST, true, NOW);
        }

        // Then
        assertThat(gate.health().breaker()).isEqualTo(Breaker.OPEN);
    }

    @Test
    void stopsProbingAfterAProbeThatFailsAgain() {
        // Given
        for (int i = 0; i < 20; i++) {
            gate.failed(BAD_REQUEST, true, NOW);
        }
        Instant later = NOW.plusSeconds(60);
        assertThat(gate.maySend(later, 0)).isTrue();

        // When
        gate.failed(BAD_REQUEST, false, later);

        // Then
        assertThat(gate.maySend(later, 0)).isFalse();
    }

    @Test
    void probesAtOnceWhenTheClockWasSetBack() {
        // Given
        for (int i = 0; i < 20; i++) {
            gate.failed(BAD_REQUEST, true, NOW);
        }
        Instant before = NOW.minusSeconds(3600);
        assertThat(gate.maySend(before, 0)).isFalse();

        // When
        gate.forgetTimes();

        // Then
        assertThat(gate.maySend(before, 0)).isTrue();
    }
}
