package io.instagramoperator.receiver.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.instagram.graph.Usage;
import io.instagramoperator.receiver.graph.GraphLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a clock that goes on only while somebody sleeps, or is turned. */
class PacedCallsTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private Instant now = NOON;
    private final GraphLimits limits = new GraphLimits(() -> now);
    private final List<Instant> times = new ArrayList<>();
    private final PacedCalls calls =
            new PacedCalls(limits, () -> now, time -> now = now.plus(time), PacedCalls.INTERVAL);

    @Test
    void makesOneCallASecond() throws InterruptedException {
        // When
        call();
        call();
        now = now.plus(Duration.ofMillis(300)); // the call took so long
        call();
        now = now.plus(Duration.ofSeconds(10));
        call();
        call();

        // Then
        assertThat(times)
                .containsExactly(
                        NOON,
                        NOON.plusSeconds(1),
                        NOON.plusSeconds(2),
                        NOON.plusMillis(12_000),
                        NOON.plusMillis(13_000));
    }

    @ParameterizedTest(name = "{0} % used, open again after {1} s: a call after {2} s")
    @CsvSource({"0, 42, 45", "80, 0, 300", "79, 0, 0"})
    void waitsWhileOthersNeedWhatIsLeftOfTheLimit(int percent, int regain, int seconds) throws InterruptedException {
        // Given
        limits.heard(new Usage(percent, Duration.ofSeconds(regain)));

        // When
        call();

        // Then
        assertThat(times).containsExactly(NOON.plusSeconds(seconds));
    }

    @Test
    void doesNotWaitForAClockThatWasSetBack() throws InterruptedException {
        // Given
        call();
        now = NOON.minus(Duration.ofHours(1));

        // When
        call();

        // Then
        assertThat(times.getLast()).isEqualTo(NOON.minus(Duration.ofHours(1)).plusSeconds(1));
    }

    private void call() throws InterruptedException {
        times.add(calls.call(() -> now));
    }
}
