package io.instagramoperator.webhook.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {

    /** Without jitter: the middle of the range. */
    private static final RandomGenerator MIDDLE = new Random() {
        @Override
        public double nextDouble(double from, double to) {
            return (from + to) / 2;
        }
    };

    private final Pace pace = new Pace(Duration.ofSeconds(5), MIDDLE);

    @Test
    void looksEveryFiveMinutesWhileAllIsWell() {
        // When // Then
        assertThat(pace.afterRound(false, Pace.CALM)).isEqualTo(Duration.ofMinutes(5));
        assertThat(pace.afterRound(false, Pace.CALM)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void looksSoonAndThenLessAndLessSoonWhileSomethingIsWrong() {
        // When
        var waits = IntStream.range(0, 9)
                .mapToObj(_ -> pace.afterRound(true, Pace.CALM).toSeconds())
                .toList();

        // Then
        assertThat(waits).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L);
    }

    @Test
    void neverWaitsLongWhileTheAccountLeaves() {
        // When
        var waits = IntStream.range(0, 5)
                .mapToObj(_ -> pace.afterRound(true, Pace.LEAVING).toSeconds())
                .toList();

        // Then
        assertThat(waits).containsExactly(5L, 10L, 20L, 30L, 30L);
    }

    @Test
    void beginsAgainAfterAChangeAndAfterAGoodRound() {
        // Given
        pace.afterRound(true, Pace.CALM);
        pace.afterRound(true, Pace.CALM);

        // When
        pace.restart();
        Duration afterChange = pace.afterRound(true, Pace.CALM);
        pace.afterRound(false, Pace.CALM);
        Duration afterGoodRound = pace.afterRound(true, Pace.CALM);

        // Then
        assertThat(afterChange).isEqualTo(Duration.ofSeconds(5));
        assertThat(afterGoodRound).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void spreadsManyReceivers() {
        // Given
        Pace random = new Pace(Duration.ofSeconds(5), new Random(7));

        // When
        var waits = IntStream.range(0, 50)
                .mapToObj(_ -> random.afterRound(false, Pace.CALM).toMillis())
                .toList();

        // Then
        assertThat(waits).doesNotHaveDuplicates().allSatisfy(wait -> assertThat((double) wait)
                .isCloseTo(300_000, within(30_000.0)));
    }
}
