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
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protects the memory by which an event that comes again is not stored again, wherever in it the event is. */
class SeenTest {

    private static final int RUN = 20;
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Database database;
    private final Connection connection;
    private Seen seen;
    private long sequence;

    SeenTest(@TempDir Path folder) throws SQLException {
        database = Database.open(folder);
        connection = database.writer();
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
        assertThat(number("SELECT count(*) FROM seen")).isPositive();
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
        assertThat(number("SELECT count(*) FROM seen")).isPositive();
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
        long old = number("SELECT count(*) FROM seen");
        for (int commit = 0; commit < 50; commit++) {
            commit(NOW.plus(Duration.ofDays(5)), 3);
        }
        long all = number("SELECT count(*) FROM seen");

        // When
        int before = forget(NOW.plus(Duration.ofDays(8)));
        int after = forget(NOW.plus(Duration.ofDays(9)));

        // Then
        assertThat(before).isZero();
        assertThat(after).isBetween((int) old, 2 * (int) old);
        assertThat(number("SELECT count(*) FROM seen")).isEqualTo(all - after);
    }

    /** One round over the whole table; returns how many are gone. */
    private int forget(Instant now) throws SQLException {
        long before = number("SELECT count(*) FROM seen");
        Forgetting forgetting = new Forgetting();
        for (int slice = 0; slice < 4096; slice++) {
            if (forgetting.isDue(connection, now)) {
                forgetting.forget(connection, now);
                assertThat(forgetting.isDue(connection, now)).isFalse();
            }
            forgetting.next();
        }
        return (int) (before - number("SELECT count(*) FROM seen"));
    }

    private void commit(Instant received, int events) throws SQLException {
        List<Fingerprint> fingerprints = IntStream.rangeClosed(1, events)
                .mapToObj(i -> fingerprint(sequence + i))
                .toList();
        seen.prepare(fingerprints);
        for (Fingerprint fingerprint : fingerprints) {
            assertThat(seen.contains(fingerprint)).isFalse();
            seen.add(fingerprint, ++sequence);
        }
        seen.beforeCommit(sequence, received);
        seen.committed();
    }

    /** How many of these are known, asked one by one and all at once. */
    private long known(long from, long to) throws SQLException {
        List<Fingerprint> fingerprints =
                LongStream.rangeClosed(from, to).mapToObj(SeenTest::fingerprint).toList();
        seen.prepare(List.of());
        long oneByOne = count(fingerprints);
        seen.prepare(fingerprints);
        long atOnce = count(fingerprints);
        assertThat(oneByOne).isEqualTo(atOnce);
        return atOnce;
    }

    private long count(List<Fingerprint> fingerprints) throws SQLException {
        long count = 0;
        for (Fingerprint fingerprint : fingerprints) {
            count += seen.contains(fingerprint) ? 1 : 0;
        }
        return count;
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
