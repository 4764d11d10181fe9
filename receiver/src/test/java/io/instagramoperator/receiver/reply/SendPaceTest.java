package io.instagramoperator.receiver.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.reply.SendPace.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendPaceTest {

    private static final Instant START = Instant.parse("2026-11-26T12:00:00Z");
    private static final Limits TEN_PER_SECOND = new Limits(10, Instant.EPOCH, false);

    /** Waits half of 4, 8, 16, … and 60 seconds. */
    private final SendPace pace = new SendPace(new BackOff(Duration.ofSeconds(4), Duration.ofSeconds(60), least()));

    @ParameterizedTest(name = "{0} per second, busy {1}, closed for {2}: the next goes after {3}")
    @CsvSource({
        "10,   false, PT0S,   PT0.1S",
        "1,    false, PT0S,   PT1S",
        "300,  false, PT0S,   PT0.003333333S",
        "1000, false, PT0S,   PT0.001S",
        "10,   true,  PT0S,   PT0.2S",
        "1,    true,  PT0S,   PT2S",
        "10,   true,  PT90S,  PT90S",
        "10,   false, PT0.05S, PT0.1S"
    })
    void goesAtAPaceAndNotBeforeMetaTakesIt(int perSecond, boolean busy, Duration closedFor, Duration after) {
        // Given
        send(START);

        // When
        Limits limits = new Limits(perSecond, START.plus(closedFor), busy);

        // Then
        assertThat(pace.next(START, limits, 0)).hasValue(START.plus(after));
    }

    @ParameterizedTest(name = "limit {0} in a row holds for {1}")
    @CsvSource({"1, PT2S", "2, PT4S", "3, PT8S", "4, PT16S", "5, PT30S", "50, PT30S"})
    void waitsLongerForEachLimitInARow(int limits, Duration held) {
        // Given
        Instant now = START;
        for (int i = 1; i < limits; i++) {
            pace.limited(now);
            now = pace.next(now, TEN_PER_SECOND, 0).orElseThrow();
        }

        // When
        pace.limited(now);

        // Then
        assertThat(pace.next(now, TEN_PER_SECOND, 0)).hasValue(now.plus(held));
    }

    @ParameterizedTest(name = "told {0}: held for {1}")
    @CsvSource({"PT0S, PT2S", "PT1S, PT2S", "PT60S, PT60S"})
    void waitsForTheLongerOfBackOffAndWhatMetaTold(Duration told, Duration held) {
        // When
        pace.limited(START);

        // Then
        assertThat(pace.next(START, new Limits(10, START.plus(told), true), 0)).hasValue(START.plus(held));
    }

    @Test
    void letsTheNextGoAtOnceAfterARest() {
        // Given
        send(START);

        // Then
        assertThat(pace.next(START.plusSeconds(5), TEN_PER_SECOND, 0))
                .hasValueSatisfying(next -> assertThat(next).isBefore(START.plusSeconds(5)));
    }

    @Test
    void savesNothingUpDuringARest() {
        // Given
        Instant later = START.plusSeconds(5);
        send(START);

        // When
        pace.goes(later, TEN_PER_SECOND, later);

        // Then
        assertThat(pace.next(later, TEN_PER_SECOND, 1)).hasValue(later.plusMillis(100));
    }

    @Test
    void makesUpForASendThatWasALittleLate() {
        // Given: one that waited for its turn at 100 ms, and had it at 103 ms
        send(START);

        // When
        pace.goes(START.plusMillis(103), TEN_PER_SECOND, START);

        // Then
        assertThat(pace.next(START.plusMillis(103), TEN_PER_SECOND, 1)).hasValue(START.plusMillis(200));
    }

    @Test
    void makesNoBurstAfterTheMachineStoodStill() {
        // Given
        send(START);

        // When
        pace.goes(START.plusMillis(950), TEN_PER_SECOND, START);

        // Then
        assertThat(pace.next(START.plusMillis(950), TEN_PER_SECOND, 1)).hasValue(START.plusMillis(1050));
    }

    @Test
    void obeysAChangedLimitAtOnce() {
        // Given
        pace.goes(START, new Limits(1, Instant.EPOCH, false), START);

        // Then
        assertThat(pace.next(START, new Limits(100, Instant.EPOCH, false), 0)).hasValue(START.plusMillis(10));
    }

    @Test
    void countsALimitOnceThatSeveralMetTogether() {
        // When
        pace.limited(START);
        pace.limited(START.plusMillis(50));
        pace.limited(START.plusMillis(100));

        // Then
        assertThat(pace.next(START, TEN_PER_SECOND, 0)).hasValue(START.plusSeconds(2));
    }

    @Test
    void letsOneGoAloneBeforeTheOthers() {
        // Given
        pace.limited(START);
        Instant over = START.plusSeconds(2);

        // When
        Optional<Instant> whileOthersAreOnTheirWay = pace.next(over, TEN_PER_SECOND, 3);
        Optional<Instant> first = pace.next(over, TEN_PER_SECOND, 0);
        send(over);
        Optional<Instant> second = pace.next(over, TEN_PER_SECOND, 1);
        pace.judged(over.plusMillis(70));
        Optional<Instant> afterItsAnswer = pace.next(over.plusMillis(70), TEN_PER_SECOND, 1);

        // Then
        assertThat(whileOthersAreOnTheirWay).isEmpty();
        assertThat(first).hasValue(over);
        assertThat(second).isEmpty();
        assertThat(afterItsAnswer).hasValue(over.plusMillis(100));
    }

    @Test
    void letsOneGoAloneAlsoAfterATimeThatOnlyUsageTold() {
        // Given
        Limits closed = new Limits(10, START.plusSeconds(60), true);
        pace.next(START, closed, 5);

        // Then
        assertThat(pace.next(START.plusSeconds(60), closed, 1)).isEmpty();
        assertThat(pace.next(START.plusSeconds(60), closed, 0)).hasValue(START.plusSeconds(60));
    }

    @Test
    void learnsNothingFromAnAnswerToWhatWasSentBeforeTheLimit() {
        // Given
        pace.limited(START);

        // When
        pace.judged(START.plusMillis(30));

        // Then
        assertThat(pace.next(START.plusSeconds(2), TEN_PER_SECOND, 1)).isEmpty();
        pace.limited(START.plusSeconds(2));
        assertThat(pace.next(START.plusSeconds(2), TEN_PER_SECOND, 0)).hasValue(START.plusSeconds(6));
    }

    @Test
    void beginsAnewAfterSuccess() {
        // Given
        pace.limited(START);
        pace.limited(START.plusSeconds(2));

        // When
        pace.judged(START.plusSeconds(7));
        pace.limited(START.plusSeconds(8));

        // Then
        assertThat(pace.next(START.plusSeconds(8), TEN_PER_SECOND, 0)).hasValue(START.plusSeconds(10));
    }

    @Test
    void doesNotWaitForAClockThatWasSetBack() {
        // Given
        send(START);
        pace.limited(START);
        Instant hourBefore = START.minusSeconds(3600);

        // Then
        assertThat(pace.next(hourBefore, TEN_PER_SECOND, 0)).hasValue(hourBefore.plusMillis(100));
    }

    private void send(Instant at) {
        pace.goes(at, TEN_PER_SECOND, at);
    }

    /** Always the least that is asked for. */
    private static RandomGenerator least() {
        return () -> 0;
    }
}
