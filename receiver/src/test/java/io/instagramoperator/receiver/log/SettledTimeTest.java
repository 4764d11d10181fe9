package io.instagramoperator.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Protects events from being deleted by a clock that is wrong for a while. */
class SettledTimeTest {

    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);

    private Duration passed = Duration.ZERO;
    private Duration ahead = Duration.ZERO;
    private final SettledTime time = new SettledTime(() -> START.plus(passed).plus(ahead), () -> passed.toNanos());

    @Test
    void isTheTimeOfTheClock() {
        passes(Duration.ofDays(30));

        assertThat(time.instant()).isEqualTo(START.plus(Duration.ofDays(30)));
    }

    @Test
    void passesOnAsBeforeWhileAClockIsAheadForLessThanADay() {
        // When
        ahead = YEAR;

        // Then
        assertThat(time.instant()).isEqualTo(START);
        passes(Duration.ofHours(23));
        assertThat(time.instant()).isEqualTo(START.plus(Duration.ofHours(23)));

        // When
        ahead = Duration.ZERO;

        // Then
        passes(Duration.ofDays(3));
        assertThat(time.instant()).isEqualTo(START.plus(Duration.ofHours(23)).plus(Duration.ofDays(3)));
    }

    /** It was wrong before; or the machine slept. */
    @Test
    void believesAClockThatStaysAhead() {
        // When
        ahead = YEAR;
        passes(Duration.ofHours(25));

        // Then
        assertThat(time.instant()).isEqualTo(START.plus(YEAR).plus(Duration.ofHours(25)));
    }

    @Test
    void doubtsTheSecondJumpAsLongAsTheFirst() {
        // Given
        ahead = YEAR;
        passes(Duration.ofHours(25));

        // When
        ahead = YEAR.multipliedBy(2);
        passes(Duration.ofHours(23));

        // Then
        assertThat(time.instant()).isEqualTo(START.plus(YEAR).plus(Duration.ofDays(2)));
    }

    /** A log that cannot be opened deletes nothing, and does not ask. */
    @Test
    void doubtsAJumpOfWhichItHearsLate() {
        // Given
        passed = Duration.ofDays(3);

        // When
        ahead = YEAR;

        // Then
        assertThat(time.instant()).isEqualTo(START.plus(Duration.ofDays(3)));
    }

    @Test
    void believesAtOnceAClockThatIsSetBackOrALittleAhead() {
        // When
        ahead = YEAR.negated();

        // Then
        assertThat(time.instant()).isEqualTo(START.minus(YEAR));

        // When
        ahead = YEAR.negated().plusMinutes(50);

        // Then
        assertThat(time.instant()).isEqualTo(START.minus(YEAR).plus(Duration.ofMinutes(50)));
    }

    /** Asked as often as the log does, but for seconds. */
    private void passes(Duration duration) {
        Duration end = passed.plus(duration);
        while (passed.compareTo(end) < 0) {
            passed = passed.plusMinutes(1);
            time.instant();
        }
    }
}
