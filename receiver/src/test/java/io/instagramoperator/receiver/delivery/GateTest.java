package io.instagramoperator.receiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.delivery.Standing.LastError;
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
import org.junit.jupiter.params.provider.EnumSource;

/** What failures say about an endpoint. */
class GateTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Failed BAD_REQUEST = failed(About.EVENT, Optional.empty());

    /** With which another event waits. */
    private static final LastError OLDER =
            new LastError(new Failure(Kind.STATUS, "answered 500"), NOW.minusSeconds(60));

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
        assertThat(gate.health(Optional.of(OLDER)).breaker().text()).isEqualTo(breaker);
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

    @ParameterizedTest(name = "{0}, all of one event {1}: {2} s")
    @CsvSource({
        "ENDPOINT, false, 600",
        "ENDPOINT, true,  60",
        "PACE,     false, 60",
    })
    void waitsForAsLongAsAProbeIsAnsweredToUnlessThatMayBeOfOneEventOrOfThePace(About about, boolean again, int held) {
        // Given
        for (int i = 0; i < 5; i++) {
            gate.failed(failed(About.ENDPOINT, Optional.empty()), again, NOW);
        }
        Instant later = NOW.plusSeconds(60);
        assertThat(gate.maySend(later, 0)).isTrue();

        // When
        gate.failed(failed(about, Optional.of(Duration.ofMinutes(10))), true, later);

        // Then
        assertThat(gate.maySend(later.plusSeconds(held - 1), 0)).isFalse();
        assertThat(gate.maySend(later.plusSeconds(held), 0)).isTrue();
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

    @ParameterizedTest(name = "{0} for {1} s: {2} s")
    @CsvSource({
        "PACE,     10,   10",
        "PACE,     60,   60",
        "PACE,     3600, 60",
        "ENDPOINT, 3600, 0",
    })
    void holdsAllForAsLongAsAnEndpointAsksThatWantsFewerButNeverLongerThanAMinute(About about, int asked, int held) {
        // When
        gate.failed(failed(about, Optional.of(Duration.ofSeconds(asked))), false, NOW);

        // Then
        Instant end = NOW.plusSeconds(held);
        assertThat(gate.maySend(end.minusMillis(1), 0)).isEqualTo(held == 0);
        assertThat(gate.maySend(end, 0)).isTrue();
    }

    @Test
    void holdsAllUntilTheLastOfWhatItIsAskedFor() {
        // When
        askFor(Duration.ofSeconds(30));
        askFor(Duration.ofSeconds(10));

        // Then
        assertThat(gate.maySend(NOW.plusSeconds(10), 0)).isFalse();
        assertThat(gate.maySend(NOW.plusSeconds(30), 0)).isTrue();
    }

    @Test
    void holdsNoOthersForAnEventThatFailsAgain() {
        // When
        gate.failed(failed(About.PACE, Optional.of(Duration.ofSeconds(10))), true, NOW);

        // Then
        assertThat(gate.maySend(NOW.plusSeconds(9), 0)).isTrue();
    }

    @Test
    void opensAgainWhenWhatItWasAskedForIsOverWhateverIsDueBefore() {
        // Given
        assertThat(gate.nextAt(NOW, NOW.plusSeconds(5))).isEqualTo(NOW.plusSeconds(5));

        // When
        askFor(Duration.ofSeconds(10));

        // Then
        assertThat(gate.nextAt(NOW, NOW.plusSeconds(5))).isEqualTo(NOW.plusSeconds(10));
        assertThat(gate.nextAt(NOW, Instant.MAX)).isEqualTo(NOW.plusSeconds(10));
        assertThat(gate.nextAt(NOW.plusSeconds(10), Instant.MAX)).isEqualTo(Instant.MAX);
    }

    @Test
    void opensAgainOnlyWhenTheProbeIsDue() {
        // Given
        askFor(Duration.ofSeconds(10));

        // When
        for (int i = 0; i < 5; i++) {
            gate.failed(failed(About.ENDPOINT, Optional.of(Duration.ofSeconds(30))), false, NOW);
        }

        // Then
        assertThat(gate.nextAt(NOW, NOW)).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void holdsNothingWhenTheClockWasSetBack() {
        // Given
        askFor(Duration.ofSeconds(10));

        // When
        gate.forgetTimes();

        // Then
        assertThat(gate.maySend(NOW.minusSeconds(3600), 0)).isTrue();
    }

    @Test
    void tellsWhatFailedLastAsLongAsSomethingWaitsThatHasFailedWhateverElseIsDelivered() {
        // Given
        gate.failed(BAD_REQUEST, false, NOW);
        assertThat(gate.health(Optional.empty()).lastError()).isPresent();

        // When
        gate.delivered();

        // Then
        assertThat(gate.health(Optional.of(OLDER)).lastError()).contains(new LastError(BAD_REQUEST.failure(), NOW));
        assertThat(gate.health(Optional.empty()).lastError()).isEmpty();
        assertThat(gate.blockedBy()).isEmpty();
    }

    @Test
    void tellsWhatFailedLastAsLongAsOnlyProbesAreSentAlthoughNothingWaits() {
        // When
        for (int i = 0; i < 5; i++) {
            gate.failed(failed(About.ENDPOINT, Optional.empty()), false, NOW);
        }

        // Then
        assertThat(gate.health(Optional.empty()).lastError()).isPresent();
        assertThat(gate.blockedBy()).isPresent();

        // When
        gate.delivered();

        // Then
        assertThat(gate.health(Optional.empty()).lastError()).isEmpty();
    }

    @Test
    void tellsThatItIsGoneAlthoughOneThatWasUnderWayIsDelivered() {
        // Given
        gate.gone(Failure.GONE, NOW);

        // When
        gate.delivered();

        // Then
        assertThat(gate.health(Optional.empty()).lastError()).contains(new LastError(Failure.GONE, NOW));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"ADDRESS", "TLS", "CREDENTIAL"})
    void tellsAgainWhatFailsLastinglyOnceOneIsDeliveredAlthoughSomethingOfAllEventsWasSeen(Kind kind) {
        // Given
        Failure ofAll = new Failure(kind, "seen");
        gate.failed(new Failed(ofAll, About.ENDPOINT, Optional.empty()), false, NOW);
        assertThat(gate.health(Optional.of(OLDER)).lastError()).contains(new LastError(ofAll, NOW));

        // When
        gate.delivered();

        // Then
        assertThat(gate.health(Optional.of(OLDER)).lastError()).contains(OLDER);
        assertThat(gate.health(Optional.empty()).lastError()).isEmpty();
    }

    /** One request too many. */
    private void askFor(Duration peace) {
        gate.failed(failed(About.PACE, Optional.of(peace)), false, NOW);
    }

    private static Failed failed(About about, Optional<Duration> retryAfter) {
        return new Failed(new Failure(Kind.STATUS, "answered"), about, retryAfter);
    }
}
