package io.instagramoperator.receiver.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

/** Deletes what is over its time, oldest first, in slices so small that no acknowledgement waits for it. */
final class Retention {

    private static final int ROWS_PER_SLICE = 500;

    /** Meta repeats a delivery for up to 36 hours; 7 days are promised. A day more covers clocks that were set. */
    private static final Duration MEMORY = Duration.ofDays(8);

    private Retention() {}

    /** Whether anything is over its time. Only reads, so that a log at rest is not written to. */
    static boolean isDue(Connection connection, Instant now, Duration retention) throws SQLException {
        Cut cut = Cut.of(connection, now, retention, 1);
        return cut.content > 0 || cut.events > 0;
    }

    /**
     * Deletes one slice.
     *
     * @param now the present
     * @param retention how long an event can be read
     */
    static void deleteSlice(Connection connection, Instant now, Duration retention) throws SQLException {
        Cut cut = Cut.of(connection, now, retention, ROWS_PER_SLICE);
        delete(connection, "content", cut.content);
        delete(connection, "event", cut.events);
        giveBack(connection);
    }

    private static void delete(Connection connection, String table, long upTo) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + table + " WHERE sequence <= ?")) {
            delete.setLong(1, upTo);
            delete.executeUpdate();
        }
    }

    /**
     * Up to which sequence the tables can go; 0 where nothing can. Events are in the order in which they were received, so
     * all before the first that is young enough may go.
     */
    private record Cut(long content, long events) {

        static Cut of(Connection connection, Instant now, Duration retention, int rows) throws SQLException {
            Duration memory = retention.compareTo(MEMORY) > 0 ? retention : MEMORY;
            long newest = Reading.bounds(connection).last();
            return new Cut(
                    last(connection, "content", newest, now.minus(retention), rows),
                    last(connection, "event", newest - 1, now.minus(memory), rows));
        }

        private static long last(Connection connection, String table, long most, Instant receivedBefore, int rows)
                throws SQLException {
            long last = 0;
            try (PreparedStatement oldest = connection.prepareStatement(
                    "SELECT sequence, received FROM event WHERE sequence >= (SELECT min(sequence) FROM " + table
                            + ") AND sequence <= ? ORDER BY sequence LIMIT ?")) {
                oldest.setLong(1, most);
                oldest.setInt(2, rows);
                try (ResultSet row = oldest.executeQuery()) {
                    while (row.next() && row.getLong(2) < receivedBefore.toEpochMilli()) {
                        last = row.getLong(1);
                    }
                }
            }
            return last;
        }
    }

    /** New events use the room that deleted ones leave; only where that is much, the disk gets some back. */
    private static void giveBack(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (4 * number(statement, "PRAGMA freelist_count") > number(statement, "PRAGMA page_count")) {
                statement.execute("PRAGMA incremental_vacuum(" + ROWS_PER_SLICE + ")");
            }
        }
    }

    private static long number(Statement statement, String pragma) throws SQLException {
        try (ResultSet row = statement.executeQuery(pragma)) {
            row.next();
            return row.getLong(1);
        }
    }
}
