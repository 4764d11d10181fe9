package io.instagramoperator.receiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.sink.Outcome.About;
import io.instagramoperator.receiver.sink.Outcome.Failed;
import io.instagramoperator.receiver.sink.Outcome.Failure;
import io.instagramoperator.receiver.sink.Outcome.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What failures say about an endpoint. */
class GateTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Failed BAD_REQUEST = failed(About.EVENT, Optional.empty());

    private final Gate gate;

    GateTest(@TempDir Path folder) {
        ReceiverConfig config = new ReceiverHome(folder)
                .with("subscriptions", "[ " + Engine.subscription("crm", "https://crm.example.com/") + " ]")
                .config();
        gate = new Gate(config.subscriptions().getFirst(), new Random(1));
    }

    @ParameterizedTest(name = "{1} times, failed before {2}: {0}")
    @CsvSource({
        "EVENT,    19,  false, Closed",
        "EVENT,    20,  false, Open",
        "EVENT,    100, true,  Closed",
        "PACE,     19,  false, Closed",
        "PACE,     20,  false, Open",
        "PACE,     100, true,  Closed",
        "ENDPOINT, 4,   false, Closed",
        "ENDPOINT, 5,   false, Open",
        "ENDPOINT, 4,   true,  Closed",
        "ENDPOINT, 5,   true,  Open",
    })
    void blamesTheEndpointForWhatSaysSomethingAboutItOrIfNothingElseComes(
            About about, int times, boolean again, String breaker) {
        // When
        for (int i = 0; i < times; i++) {
            gate.failed(failed(about, Optional.empty()), again, NOW);
        }

        // Then
        assertThat(gate.health().breaker().text()).isEqualTo(breaker);
        assertThat(gate.lastError()).isPresent();
    }

    @ParameterizedTest(name = "failed before {0}: {1} s")
    @CsvSource({"false, 3600", "true, 1"})
    void waitsForAsLongAsIsAskedForIfThatWasNotAskedForAnEventThatFailsAgainAndAgain(boolean again, int seconds) {
        // Given
        Failed leaveMe = failed(About.ENDPOINT, Optional.of(Duration.ofHours(1)));

        // When
        for (int i = 0; i < 5; i++) {
            gate.failed(leaveMe, again, NOW);
        }

        // Then
        assertThat(gate.maySend(NOW, 0)).isFalse();
        assertThat(gate.maySend(NOW.plusSeconds(1), 0)).isEqualTo(again);
        assertThat(gate.maySend(NOW.plusSeconds(seconds), 0)).isTrue();
    }

    @Test
    void waitsForAsLongAsAProbeIsAnsweredTo() {
        // Given
        for (int i = 0; i < 5; i++) {
            gate.failed(failed(About.ENDPOINT, Optional.empty()), true, NOW);
        }
        Instant later = NOW.plusSeconds(60);
        assertThat(gate.maySend(later, 0)).isTrue();

        // When
        gate.failed(failed(About.ENDPOINT, Optional.of(Duration.ofMinutes(10))), true, later);

        // Then
        assertThat(gate.maySend(later.plusSeconds(599), 0)).isFalse();
        assertThat(gate.maySend(later.plusSeconds(600), 0)).isTrue();
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

    private static Failed failed(About about, Optional<Duration> retryAfter) {
        return new Failed(new Failure(Kind.STATUS, "answered"), about, retryAfter);
    }
}
