package io.instagramoperator.receiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.log.Bounds;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A log that was damaged has holes, which may be larger than all that is left. */
@SuppressWarnings("NullAway.Init") // before each test
class ReceivedTimesTest {

    private static final int LAST = 1_000_061;

    private Connection connection;

    /** Events 1 to 60, one a minute, and the note that says what is missing behind them, an hour later. */
    @BeforeEach
    void fill() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE event (sequence INTEGER PRIMARY KEY, received INTEGER)");
        }
        for (int minute = 1; minute <= 60; minute++) {
            insert(minute, minute);
        }
        insert(LAST, 120);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "30, 30", "60, 60", "61, 1000061", "120, 1000061", "121, 1000062"})
    void findsTheFirstEventFromATimeOn(int minute, long sequence) throws SQLException {
        assertThat(times().firstFrom(time(minute))).isEqualTo(sequence);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1", "30, 29", "61, 60", "120, 60", "121, 1000061"})
    void findsTheLastEventBeforeATime(int minute, long sequence) throws SQLException {
        assertThat(times().lastBefore(time(minute))).isEqualTo(sequence);
    }

    private ReceivedTimes times() {
        return new ReceivedTimes(connection, new Bounds(1, LAST));
    }

    private static Instant time(int minute) {
        return Instant.EPOCH.plusSeconds(60L * minute);
    }

    private void insert(long sequence, int minute) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO event VALUES (?, ?)")) {
            insert.setLong(1, sequence);
            insert.setLong(2, time(minute).toEpochMilli());
            insert.executeUpdate();
        }
    }
}
