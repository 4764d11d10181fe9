package io.instagramoperator.receiver.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.gap.Gap.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a gap begins and ends. */
class MarksTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Look WELL = new Look(false, true);
    private static final Look MISSING = new Look(true, false);
    private static final Look RESTORED = new Look(true, true);
    private static final Marks FIRST = new Marks(Optional.empty(), Optional.empty());

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the very first start                       |    | false | true  | NONE
        nothing was ever well                      |    | true  | false | NONE
        subscribed for the first time              |    | true  | true  | NONE
        the round after                            | 5  | false | true  | NONE
        Meta did not answer                        | 5  | false | false | NONE
        Meta has not answered for long             | 60 | false | false | NONE
        a restart                                  | 15 | false | true  | NONE
        a long outage of Meta or of the receiver   | 16 | false | true  | READING
        dropped, or led elsewhere                  | 5  | true  | false | OPEN
        dropped and subscribed again               | 5  | true  | true  | READING
        dropped after a long outage                | 60 | true  | false | OPEN
        """)
    void beginsAGapWhenSomethingMayHaveBeenLost(
            String what, Integer minutesSinceWell, boolean missing, boolean well, String state) {
        // Given
        Optional<Instant> last =
                Optional.ofNullable(minutesSinceWell).map(minutes -> NOON.minus(Duration.ofMinutes(minutes)));

        // When
        Marks marks = new Marks(last, Optional.empty()).after(new Look(missing, well), NOON);

        // Then
        assertThat(marks.gap().map(gap -> gap.state().name()).orElse("NONE")).isEqualTo(state);
        assertThat(marks.gap().map(Gap::began)).isIn(Optional.empty(), last);
        assertThat(marks.well()).isEqualTo(well ? Optional.of(NOON) : last);
    }

    @Test
    void endsAGapWhenAllIsWell() {
        // Given
        Marks open = FIRST.after(WELL, NOON).after(MISSING, minute(5)).after(MISSING, minute(10));

        // When
        Marks ended = open.after(Look.UNKNOWN, minute(15)).after(RESTORED, minute(20));

        // Then
        Gap gap = ended.gap().orElseThrow();
        assertThat(gap.began()).isEqualTo(NOON);
        assertThat(gap.ended()).contains(minute(20));
        assertThat(gap.state()).isEqualTo(State.READING);
        assertThat(ended.after(WELL, minute(25)).gap()).contains(gap);
    }

    @Test
    void readsTwoGapsAsOneIfTheSecondBeginsBeforeTheFirstIsRead() {
        // Given
        Marks reading = FIRST.after(WELL, NOON).after(RESTORED, minute(5));
        Gap first = reading.gap().orElseThrow().read(3, false, 10);

        // When
        Marks marks = new Marks(reading.well(), Optional.of(first)).after(RESTORED, minute(10));

        // Then
        Gap both = marks.gap().orElseThrow();
        assertThat(both.began()).isEqualTo(NOON);
        assertThat(both.ended()).contains(minute(10));
        assertThat(both.id()).isNotEqualTo(first.id());
        assertThat(both.recovered()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"DONE", "PARTIAL"})
    void beginsAnotherGapAfterOneThatWasRead(State state) {
        // Given
        Marks reading = FIRST.after(WELL, NOON).after(RESTORED, minute(5));
        Gap read = reading.gap().orElseThrow().read(3, false, 10).in(state, Optional.empty(), 10);

        // When
        Marks marks = new Marks(reading.well(), Optional.of(read)).after(RESTORED, minute(10));

        // Then
        Gap next = marks.gap().orElseThrow();
        assertThat(next.began()).isEqualTo(minute(5));
        assertThat(next.recovered()).isZero();
        assertThat(next.id()).isNotEqualTo(read.id());
    }

    @Test
    void readsBackAnHourMoreButNotBeyondWhatIsRemembered() {
        Gap gap = Gap.open(1, NOON).end(minute(60));

        assertThat(gap.from(minute(60))).isEqualTo(NOON.minus(Duration.ofHours(1)));
        assertThat(gap.from(NOON.plus(Duration.ofDays(8)))).isEqualTo(NOON.plus(Duration.ofDays(1)));
        assertThat(gap.to()).isEqualTo(minute(61));
    }

    private static Instant minute(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }
}
