package io.instagramoperator.receiver.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.instagram.graph.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a clock that goes on only while somebody sleeps, or is turned. */
class ConversationPaceTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private Instant now = NOON;
    private final GraphLimits limits = new GraphLimits(() -> now);
    private final List<Instant> times = new ArrayList<>();
    private final ConversationPace pace = new ConversationPace(limits, () -> now, time -> now = now.plus(time));

    @Test
    void makesTwoCallsASecondForWhichSomebodyWaits() throws InterruptedException {
        // When
        call();
        call();
        now = now.plus(Duration.ofMillis(300)); // the call took so long
        call();
        now = now.plus(Duration.ofSeconds(10));
        call();
        call();

        // Then
        assertThat(millis()).containsExactly(0L, 500L, 1_000L, 11_000L, 11_500L);
    }

    @Test
    void makesOneCallASecondThatCanWait() throws InterruptedException {
        // When
        callThatCanWait();
        callThatCanWait();
        now = now.plus(Duration.ofMillis(300)); // the call took so long
        callThatCanWait();
        now = now.plus(Duration.ofSeconds(10));
        callThatCanWait();
        callThatCanWait();

        // Then
        assertThat(millis()).containsExactly(0L, 1_000L, 2_000L, 12_000L, 13_000L);
    }

    @Test
    void makesNoMoreThanTwoCallsASecondOfBothKinds() throws InterruptedException {
        // When
        for (int i = 0; i < 3; i++) {
            callThatCanWait();
            call();
            call();
        }

        // Then
        assertThat(millis()).containsExactly(0L, 500L, 1_000L, 1_500L, 2_000L, 2_500L, 3_000L, 3_500L, 4_000L);
    }

    @ParameterizedTest(name = "{0} % used, open again after {1} s: a call that can wait after {2} s")
    @CsvSource({"0, 42, 45", "80, 0, 300", "79, 0, 0"})
    void waitsWhileOthersNeedWhatIsLeftOfTheLimit(int percent, int regain, int seconds) throws InterruptedException {
        // Given
        limits.heard(new Usage(percent, Duration.ofSeconds(regain)));

        // When
        callThatCanWait();

        // Then
        assertThat(times).containsExactly(NOON.plusSeconds(seconds));
    }

    @Test
    void doesNotWaitForAClockThatWasSetBack() throws InterruptedException {
        // Given
        callThatCanWait();
        Instant before = NOON.minus(Duration.ofHours(1));
        now = before;

        // When
        callThatCanWait();
        now = before;
        call();

        // Then
        assertThat(times.subList(1, 3)).containsExactly(before.plusMillis(1_500), before.plusMillis(500));
    }

    private void call() throws InterruptedException {
        pace.awaitTurn();
        times.add(now);
    }

    private void callThatCanWait() throws InterruptedException {
        pace.awaitSpareTurn();
        times.add(now);
    }

    private List<Long> millis() {
        return times.stream()
                .map(time -> Duration.between(NOON, time).toMillis())
                .toList();
    }
}
