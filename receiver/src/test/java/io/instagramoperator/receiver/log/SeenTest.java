package io.instagramoperator.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protects the memory by which an event that comes again is not stored again, wherever in it the event is. */
class SeenTest {

    private static final int RUN = 20;
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant YEARS_LATER = Instant.parse("2031-01-01T00:00:00Z");

    private final Database database;
    private final Connection connection;
    private Seen seen;
    private long sequence;

    SeenTest(@TempDir Path folder) throws SQLException {
        database = Database.open(folder);
        connection = database.writer();
        // Nothing here is about the disk.
        connection.setAutoCommit(false);
        seen = new Seen(connection, RUN);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void knowsEachEventBeforeWhileAndAfterItIsMovedToTheTable() throws SQLException {
        for (int commit = 0; commit < 50; commit++) {
            // When
            commit(NOW, 3);

            // Then
            assertThat(known(1, sequence)).as("after commit %d", commit).isEqualTo(sequence);
            assertThat(known(sequence + 1, sequence + 50)).isZero();
        }
        assertThat(inTable()).isPositive();
        assertThat(number("SELECT count(*) FROM fresh")).isLessThan(2 * RUN);
    }

    @Test
    void knowsTheSameAfterItWasEndedAtAnyMoment() throws SQLException {
        for (int commit = 0; commit < 50; commit++) {
            // Given
            commit(NOW, 3);

            // When
            seen = new Seen(connection, RUN);

            // Then
            assertThat(known(1, sequence)).as("after commit %d", commit).isEqualTo(sequence);
        }
        assertThat(inTable()).isPositive();
    }

    @Test
    void makesFewLongRunsOfManyShortOnes() throws SQLException {
        // When
        for (int commit = 0; commit < 500; commit++) {
            commit(NOW, 5);
        }

        // Then
        assertThat(known(1, sequence)).isEqualTo(sequence);
        assertThat(inTable()).as("each once").isBetween(sequence - 2 * RUN, sequence);
        assertThat(bitsOfRuns()).hasSizeLessThan(20).contains(1, 3, 5, 7);
    }

    @Test
    void mergesWhatAProcessHasLeftInTheMiddle() throws SQLException {
        for (int commit = 0; commit < 500; commit++) {
            // Given
            commit(NOW, 5);

            // When
            if (commit % 7 == 0) {
                seen = new Seen(connection, RUN);
            }
        }

        // Then
        assertThat(known(1, sequence)).isEqualTo(sequence);
        assertThat(known(sequence + 1, 2 * sequence)).isZero();
        assertThat(bitsOfRuns()).hasSizeLessThan(40);
    }

    @Test
    void goesOnMergingWhereSomeOfItWasForgotten() throws SQLException {
        for (int commit = 0; commit < 500; commit++) {
            // Given
            commit(NOW.plus(Duration.ofHours(commit)), 5);

            // When
            if (commit % 50 == 0) {
                forget(NOW.plus(Duration.ofHours(commit)));
            }
        }

        // Then
        long remembered = 5 * Duration.ofDays(8).toHours();
        assertThat(known(sequence - remembered + 1, sequence)).isEqualTo(remembered);
        assertThat(inTable()).isLessThan(sequence);
    }

    @Test
    void findsTheSequenceOfEachInOneOfTheTwoPlaces() throws SQLException {
        // When
        for (int commit = 0; commit < 20; commit++) {
            commit(NOW, 5);
        }

        // Then
        for (long expected = 1; expected <= sequence; expected++) {
            OptionalLong recent = seen.recent(fingerprint(expected));
            assertThat(recent.isPresent() ? recent : Reading.seen(connection, fingerprint(expected)))
                    .hasValue(expected);
        }
    }

    @Test
    void doesNotKnowWhatWasUndone() throws SQLException {
        // Given
        seen.add(fingerprint(1), 1);
        seen.add(fingerprint(2), 2);

        // When
        seen.undoTo(1);
        seen.beforeCommit(1, NOW);

        // Then
        assertThat(known(1, 1)).isEqualTo(1);
        assertThat(known(2, 2)).isZero();
        seen = new Seen(connection, RUN);
        assertThat(known(1, 1)).isEqualTo(1);
        assertThat(known(2, 2)).isZero();
    }

    @Test
    void forgetsWhatIsInTheTableAfterEightDaysAndNothingElse() throws SQLException {
        // Given
        for (int commit = 0; commit < 50; commit++) {
            commit(NOW, 3);
        }
        long old = sequence;
        for (int commit = 0; commit < 50; commit++) {
            commit(NOW.plus(Duration.ofDays(5)), 3);
        }
        long all = inTable();

        // When
        int afterEightDays = forget(NOW.plus(Duration.ofDays(8)));
        int afterNine = forget(NOW.plus(Duration.ofDays(9)));
        long laterOnes = known(old + 1, sequence);
        int afterFourteen = forget(NOW.plus(Duration.ofDays(14)));

        // Then
        assertThat(afterEightDays).isZero();
        assertThat(afterNine).isPositive();
        assertThat(laterOnes).isEqualTo(sequence - old);
        assertThat(afterNine + afterFourteen).isEqualTo((int) all);
    }

    @Test
    void keepsWhatLeadsToAnEventThatIsStillHeld() throws SQLException {
        // Given
        for (int commit = 0; commit < 50; commit++) {
            commit(NOW, 3);
        }
        long all = inTable();
        holdsEventsFrom(all / 2);

        // When
        forgetOneRound(NOW.plus(Duration.ofDays(30)));

        // Then
        assertThat(known(all / 2, sequence)).isEqualTo(sequence - all / 2 + 1);
        holdsEventsFrom(sequence + 1);
        forgetOneRound(NOW.plus(Duration.ofDays(30)));
        assertThat(inTable()).isZero();
    }

    /** Their day says nothing, but they were seen before others whose day is over. */
    @Test
    void forgetsWhatWasSeenByAClockThatWasYearsAhead() throws SQLException {
        // Given
        for (int commit = 0; commit < 50; commit++) {
            commit(YEARS_LATER, 3);
        }
        long ofThatClock = sequence;
        for (int commit = 0; commit < 100; commit++) {
            commit(NOW, 3);
        }

        // When
        int afterEightDays = forget(NOW.plus(Duration.ofDays(8)));
        int afterNine = forget(NOW.plus(Duration.ofDays(9)));

        // Then
        assertThat(afterEightDays).isZero();
        assertThat(afterNine).isPositive();
        assertThat(known(1, ofThatClock)).isZero();
    }

    @Test
    void keepsWhatAClockThatIsYearsAheadHasSeenAfterAllThatIsOver() throws SQLException {
        // Given
        for (int commit = 0; commit < 50; commit++) {
            commit(NOW, 3);
        }
        long old = sequence;
        for (int commit = 0; commit < 50; commit++) {
            commit(YEARS_LATER, 3);
        }

        // When
        int afterNineDays = forget(NOW.plus(Duration.ofDays(9)));

        // Then
        assertThat(afterNineDays).isPositive();
        assertThat(known(old + 1, sequence)).isEqualTo(sequence - old);
    }

    /** A round over the whole table, of whose events none is held; returns how many are gone. */
    private int forget(Instant now) throws SQLException {
        long before = inTable();
        holdsEventsFrom(sequence + 1);
        forgetOneRound(now);
        return (int) (before - inTable());
    }

    private void forgetOneRound(Instant now) throws SQLException {
        Forgetting forgetting = new Forgetting();
        for (int slice = 0; slice < 20; slice++) {
            List<Long> due = forgetting.due(connection, now);
            forgetting.next(connection);
            Forgetting.forget(connection, due);
        }
    }

    private void holdsEventsFrom(long first) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE expired SET sequence = " + (first - 1));
        }
    }

    private void commit(Instant received, int events) throws SQLException {
        for (int i = 0; i < events; i++) {
            Fingerprint fingerprint = fingerprint(sequence + 1);
            assertThat(seen.contains(fingerprint)).isFalse();
            seen.add(fingerprint, ++sequence);
        }
        seen.beforeCommit(sequence, received);
        seen.committed();
    }

    private long known(long from, long to) throws SQLException {
        long count = 0;
        for (long i = from; i <= to; i++) {
            count += seen.contains(fingerprint(i)) ? 1 : 0;
        }
        return count;
    }

    private List<Integer> bitsOfRuns() throws SQLException {
        try (SeenTable table = new SeenTable(connection)) {
            return table.runs().stream().map(SeenRun::bits).sorted().toList();
        }
    }

    private long inTable() throws SQLException {
        return number("SELECT coalesce(sum(length(entries) / 24), 0) FROM seen");
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.getLong(1);
        }
    }

    private static Fingerprint fingerprint(long sequence) {
        return Fingerprint.of("event-" + sequence);
    }
}
