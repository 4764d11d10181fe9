package io.instagramoperator.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a deletion leaves behind. */
class RetentionTest {

    private static final int EVENTS = 3_000;
    private static final EventLog.Needed NOBODY = _ -> Long.MAX_VALUE;
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration RETENTION = Duration.ofDays(1);

    private final Database database;
    private final Connection connection;

    RetentionTest(@TempDir Path folder) throws SQLException {
        database = Database.open(folder);
        connection = database.writer();
        append();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void theFileIsGivenBackTheRoomOfWhatIsDeleted() throws SQLException {
        // Given
        long before = number("PRAGMA page_count");

        // When
        while (Retention.isDue(connection, NOW, RETENTION, NOBODY)) {
            Retention.deleteSlice(connection, NOW, RETENTION, NOBODY);
        }

        // Then
        assertThat(number("SELECT count(*) FROM event")).isZero();
        assertThat(number("PRAGMA page_count")).isLessThan(before / 2);
    }

    @Test
    void whoNeedsTheEarliestEventAtTheLastMomentChangesNothingOfWhatIsKnown() throws SQLException {
        // Given
        Retention.deleteSlice(connection, NOW, RETENTION, NOBODY);
        Bounds before = Reading.bounds(connection);

        // When
        Retention.deleteSlice(connection, NOW, RETENTION, _ -> before.earliest());

        // Then
        assertThat(before.earliest()).isGreaterThan(1);
        assertThat(Reading.bounds(connection)).isEqualTo(before);
    }

    @Test
    void anEventOfAClockThatWasAheadKeepsNobodyFromBeingDeleted() throws SQLException {
        // Given
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE event SET received = 9000000000000 WHERE sequence <= 3");
        }

        // Then
        assertThat(Retention.isDue(connection, NOW, RETENTION, NOBODY)).isTrue();

        // When
        Retention.deleteSlice(connection, NOW, RETENTION, NOBODY);

        // Then
        assertThat(Reading.bounds(connection).earliest()).isGreaterThan(100);
    }

    /** However many they are: a clock may be ahead for days. */
    @Test
    void aWholeSliceOfAClockThatWasAheadKeepsNobodyFromBeingDeleted() throws SQLException {
        // Given
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE event SET received = 9000000000000 WHERE sequence <= 1400");
        }

        // When
        while (Retention.isDue(connection, NOW, RETENTION, NOBODY)) {
            Retention.deleteSlice(connection, NOW, RETENTION, NOBODY);
        }

        // Then
        assertThat(number("SELECT count(*) FROM event")).isZero();
    }

    @Test
    void eventsOfAClockThatWasAheadStayWithThoseBehindThemWhateverClockComesLater() throws SQLException {
        // Given
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE event SET received = CASE WHEN sequence <= 600 THEN 9000000000000"
                    + " WHEN sequence <= 1200 THEN " + NOW.toEpochMilli() + " ELSE 0 END");
        }

        // Then
        assertThat(Retention.isDue(connection, NOW, RETENTION, NOBODY)).isFalse();
    }

    @Test
    void eventsOfAClockThatIsAheadStayAsLongAsNoneBehindThemIsOver() throws SQLException {
        // Given
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE event SET received = CASE WHEN sequence <= 1400 THEN 9000000000000 ELSE "
                    + NOW.toEpochMilli() + " END");
        }

        // Then
        assertThat(Retention.isDue(connection, NOW, RETENTION, NOBODY)).isFalse();
    }

    @Test
    void anEventOfAClockThatWasBehindTakesNoOtherWithIt() throws SQLException {
        // Given
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE event SET received = " + NOW.toEpochMilli() + " WHERE sequence <> 10");
        }

        // Then
        assertThat(Retention.isDue(connection, NOW, RETENTION, NOBODY)).isFalse();

        // When
        Retention.deleteSlice(connection, NOW, RETENTION, NOBODY);

        // Then
        assertThat(Reading.bounds(connection).earliest()).isEqualTo(1);
    }

    private void append() throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO event VALUES (?, 'id', 'message.received', NULL, 0, 0, hex(zeroblob(1000)), NULL)")) {
            for (int sequence = 1; sequence <= EVENTS; sequence++) {
                insert.setLong(1, sequence);
                insert.executeUpdate();
            }
        }
        connection.setAutoCommit(true);
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
