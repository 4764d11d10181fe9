package io.instagramoperator.receiver.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.config.ReceiverConfig.Outage;
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
    private static final Marks FIRST = new Marks(Optional.empty(), Optional.empty(), Optional.empty());

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
        Marks marks = new Marks(last, last, Optional.empty()).after(new Look(missing, well), NOON);

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
        Marks marks = new Marks(reading.well(), reading.outages(), Optional.of(first)).after(RESTORED, minute(10));

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
        Marks marks = new Marks(reading.well(), reading.outages(), Optional.of(read)).after(RESTORED, minute(10));

        // Then
        Gap next = marks.gap().orElseThrow();
        assertThat(next.began()).isEqualTo(minute(5));
        assertThat(next.recovered()).isZero();
        assertThat(next.id()).isNotEqualTo(read.id());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        nothing was ever well                    |   | 10 | 20 | none  | -
        it was over before the first good moment | 5 | 1  | 4  | none  | 5
        it is over with the first good moment    | 5 | 1  | 5  | none  | 5
        it began before the first good moment    | 5 | 1  | 20 | 5-20  | 20
        all of it is new                         | 5 | 10 | 20 | 10-20 | 20
        """)
    void takesInAnOutageOfTheSharedApp(
            String what, Integer firstWell, int from, int to, String gap, String outagesUntil) {
        // Given
        Marks marks = Optional.ofNullable(firstWell)
                .map(at -> FIRST.after(WELL, minute(at)))
                .orElse(FIRST);

        // When
        Marks after = marks.after(new Outage(minute(from), minute(to)));

        // Then
        assertThat(after.gap().map(MarksTest::minutes).orElse("none")).isEqualTo(gap);
        assertThat(after.gap().map(Gap::state)).isIn(Optional.empty(), Optional.of(State.READING));
        assertThat(after.outages().map(MarksTest::minutes).orElse("-")).isEqualTo(outagesUntil);
        assertThat(after.after(new Outage(minute(from), minute(to)))).isEqualTo(after);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the same                               | 10 | 20 | DONE    | 10-20
        the same, known more exactly           | 8  | 20 | DONE    | 10-20
        an older one                           | 1  | 9  | DONE    | 10-20
        it went on, and what there was is read | 10 | 30 | DONE    | 20-30
        it went on before it is read           | 10 | 30 | READING | 10-30
        it went on while Meta refuses          | 10 | 30 | WAITING | 10-30
        another one                            | 40 | 50 | PARTIAL | 40-50
        another one before this is read        | 40 | 50 | READING | 10-50
        """)
    void takesInOnlyWhatIsNewOfTheNextOutage(String what, int from, int to, State state, String gap) {
        // Given
        Marks first = FIRST.after(WELL, NOON).after(new Outage(minute(10), minute(20)));
        Gap before = first.gap().orElseThrow().in(state, Optional.empty(), 7);

        // When
        Gap now = new Marks(first.well(), first.outages(), Optional.of(before))
                .after(new Outage(minute(from), minute(to)))
                .gap()
                .orElseThrow();

        // Then
        assertThat(minutes(now)).isEqualTo(gap);
        assertThat(now.id() == before.id()).isEqualTo(gap.equals("10-20"));
    }

    @Test
    void readsAnOutageTogetherWithWhatTheAccountLost() {
        // Given
        Marks lost = FIRST.after(WELL, NOON).after(MISSING, minute(5)).after(WELL, minute(30));

        // When
        Marks both = lost.after(new Outage(minute(-10), minute(20)));

        // Then
        assertThat(minutes(both.gap().orElseThrow())).isEqualTo("0-30");
    }

    @Test
    void doesNotTakeInAnOutageTwiceThatIsKnownMoreExactlyThanItIsStored() {
        // Given
        Outage outage = new Outage(minute(10), minute(20).plusNanos(123_456_789));

        // When
        Marks marks = FIRST.after(WELL, NOON).after(outage);

        // Then
        Instant stored = Instant.ofEpochMilli(marks.outages().orElseThrow().toEpochMilli());
        assertThat(new Marks(marks.well(), Optional.of(stored), Optional.empty())
                        .after(outage)
                        .gap())
                .isEmpty();
    }

    @Test
    void readsBackAnHourMoreButNotBeyondWhatIsRemembered() {
        Gap gap = Gap.open(1, NOON).end(minute(60));

        assertThat(gap.from(minute(60))).isEqualTo(NOON.minus(Duration.ofHours(1)));
        assertThat(gap.from(NOON.plus(Duration.ofDays(8)))).isEqualTo(NOON.plus(Duration.ofDays(1)));
        assertThat(gap.to()).isEqualTo(minute(61));
    }

    private static String minutes(Gap gap) {
        return minutes(gap.began()) + "-" + gap.ended().map(MarksTest::minutes).orElse("");
    }

    private static String minutes(Instant time) {
        return String.valueOf(Duration.between(NOON, time).toMinutes());
    }

    private static Instant minute(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }
}
