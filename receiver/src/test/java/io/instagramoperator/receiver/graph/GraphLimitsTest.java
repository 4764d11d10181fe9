package io.instagramoperator.receiver.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.instagram.graph.Usage;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When calls give way, and when none is made, by what Meta told last. */
class GraphLimitsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant now = START;
    private final GraphLimits limits = new GraphLimits(() -> now);

    @ParameterizedTest(name = "{0} % and {1}: closed for {2}, busy: {3}")
    @CsvSource({
        "0, PT0S, PT0S, false",
        "79, PT0S, PT0S, false",
        "80, PT0S, PT0S, true",
        "99, PT0S, PT0S, true",
        "100, PT0S, PT1M, true",
        "140, PT7M, PT7M, true",
        "3, PT2M, PT2M, true"
    })
    void closesAtTheLimitAndGivesWayBeforeIt(int percent, Duration regain, Duration closedFor, boolean busy) {
        // When
        limits.heard(new Usage(percent, regain));

        // Then
        assertThat(limits.isBusy()).isEqualTo(busy);
        assertThat(limits.closedUntil()).isEqualTo(closedFor.isZero() ? Instant.EPOCH : START.plus(closedFor));
    }

    @Test
    void forgetsFiguresThatNothingHasRenewed() {
        // Given
        limits.heard(new Usage(90, Duration.ZERO));

        // When
        now = START.plus(GraphLimits.STALE);

        // Then
        assertThat(limits.isBusy()).isFalse();
    }

    @Test
    void isClosedForNoLongerWhenTheClockIsSetBack() {
        // Given
        limits.heard(new Usage(100, Duration.ofMinutes(3)));

        // When
        now = START.minus(Duration.ofHours(5));

        // Then
        assertThat(limits.closedUntil()).isEqualTo(now.plus(Duration.ofMinutes(3)));
        now = now.plus(Duration.ofMinutes(3));
        assertThat(limits.isBusy()).isTrue();
        now = now.plus(GraphLimits.STALE);
        assertThat(limits.isBusy()).isFalse();
    }

    @Test
    void staysClosedWhenACallThatWasUnderWayTellsNothing() {
        // Given
        limits.heard(new Usage(100, Duration.ofMinutes(3)));

        // When
        limits.heard(Usage.NONE);

        // Then
        assertThat(limits.closedUntil()).isEqualTo(START.plus(Duration.ofMinutes(3)));
        assertThat(limits.isBusy()).isTrue();
    }
}
