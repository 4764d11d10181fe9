package io.instagramoperator.receiver.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.instagram.graph.Usage;
import io.instagramoperator.receiver.graph.GraphLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    @Test
    void waitsWhileOthersNeedWhatIsLeftOfTheLimit() throws InterruptedException {
        // Given
        limits.heard(new Usage(100, Duration.ofSeconds(42)));

        // When
        call();

        // Then
        assertThat(times).containsExactly(NOON.plusSeconds(45));
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
