package io.instagramoperator.receiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.delivery.Standing.Breaker;
import io.instagramoperator.receiver.sink.Outcome;
import io.instagramoperator.receiver.sink.Outcome.Failed;
import io.instagramoperator.receiver.sink.Outcome.Failure;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What failures say about an endpoint. */
class GateTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Failed BAD_REQUEST =
            new Failed(new Failure(Outcome.Kind.STATUS, "answered 400"), Optional.empty());

    private final Gate gate;

    GateTest(@TempDir Path folder) {
        ReceiverConfig config = new ReceiverHome(folder)
                .with("subscriptions", "[ " + Engine.subscription("crm", "https://crm.example.com/") + " ]")
                .config();
        gate = new Gate(config.subscriptions().getFirst(), new Random(1));
    }

    @Test
    void doesNotBlameTheEndpointForEventsThatFailAgainAndAgain() {
        // When
        for (int i = 0; i < 100; i++) {
            gate.failed(BAD_REQUEST, true, NOW);
        }

        // Then
        assertThat(gate.health().breaker()).isEqualTo(Breaker.CLOSED);
        assertThat(gate.lastError()).isPresent();
    }

    @Test
    void blamesItIfNothingElseComes() {
        // When
        for (int i = 0; i < 20; i++) {
            gate.failed(BAD_REQUEST, false, NOW);
        }

        // Then
        assertThat(gate.health().breaker()).isEqualTo(Breaker.OPEN);
    }

    @Test
    void stopsProbingAfterAProbeThatFailsAgain() {
        // Given
        for (int i = 0; i < 20; i++) {
            gate.failed(BAD_REQUEST, false, NOW);
        }
        Instant later = NOW.plusSeconds(60);
        assertThat(gate.maySend(later, 0)).isTrue();

        // When
        gate.failed(BAD_REQUEST, true, later);

        // Then
        assertThat(gate.maySend(later, 0)).isFalse();
    }

    @Test
    void probesAtOnceWhenTheClockWasSetBack() {
        // Given
        for (int i = 0; i < 20; i++) {
            gate.failed(BAD_REQUEST, false, NOW);
        }
        Instant before = NOW.minusSeconds(3600);
        assertThat(gate.maySend(before, 0)).isFalse();

        // When
        gate.forgetTimes();

        // Then
        assertThat(gate.maySend(before, 0)).isTrue();
    }
}
