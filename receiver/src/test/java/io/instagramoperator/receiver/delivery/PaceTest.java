package io.instagramoperator.receiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest(name = "{0} per second, looked at every {1} ms")
    @CsvSource({
        "1,     1",
        "3,     1",
        "10,    1",
        "10,    50",
        "1000,  1",
        "1000,  10",
        "10000, 1",
    })
    void sendsSoManyPerSecondAndOnlyATenthOfASecondsShareAtOnce(int perSecond, long everyMillis) {
        // Given
        Pace pace = new Pace(perSecond);

        // When
        int count = 0;
        for (long millis = 0; millis < 10_000; millis += everyMillis) {
            Instant now = NOW.plusMillis(millis);
            for (; !pace.next().isAfter(now); count++) {
                pace.sent(now);
            }
        }

        // Then: as many as asked for, and what a tenth of a second may be made up for
        assertThat(count).isBetween(10 * perSecond * 99 / 100, 10 * perSecond + perSecond / 10 + 1);
    }

    @Test
    void hasNoLimitWithZero() {
        // Given
        Pace pace = new Pace(0);

        // When
        for (int i = 0; i < 100_000; i++) {
            pace.sent(NOW);
        }

        // Then
        assertThat(pace.next()).isBeforeOrEqualTo(NOW);
    }

    @Test
    void makesUpForNoMoreThanAMomentAfterARest() {
        // Given
        Pace pace = new Pace(100);
        pace.sent(NOW);

        // When
        Instant later = NOW.plus(Duration.ofHours(1));
        int burst = 0;
        for (; !pace.next().isAfter(later); burst++) {
            pace.sent(later);
        }

        // Then
        assertThat(burst).isEqualTo(11);
    }
}
