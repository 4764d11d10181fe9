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

    /**
     * Deletes one slice.
     *
     * @param now the present
     * @param retention how long an event can be read
     * @return whether there may be more to delete
     */
    static boolean deleteSlice(Connection connection, Instant now, Duration retention) throws SQLException {
        Duration memory = retention.compareTo(MEMORY) > 0 ? retention : MEMORY;
        long newest = Reading.bounds(connection).last();
        int content = delete(connection, "content", newest, now.minus(retention));
        int events = delete(connection, "event", newest - 1, now.minus(memory));
        if (content > 0) {
            giveBack(connection);
        }
        return content == ROWS_PER_SLICE || events == ROWS_PER_SLICE;
    }

    /** Events are in the order in which they were received, so all before the first that is young enough may go. */
    private static int delete(Connection connection, String table, long last, Instant receivedBefore)
            throws SQLException {
        long upTo = 0;
        try (PreparedStatement oldest = connection.prepareStatement(
                "SELECT sequence, received FROM event WHERE sequence >= (SELECT min(sequence) FROM " + table
                        + ") AND sequence <= ? ORDER BY sequence LIMIT ?")) {
            oldest.setLong(1, last);
            oldest.setInt(2, ROWS_PER_SLICE);
            try (ResultSet row = oldest.executeQuery()) {
                while (row.next() && row.getLong(2) < receivedBefore.toEpochMilli()) {
                    upTo = row.getLong(1);
                }
            }
        }
        if (upTo == 0) {
            return 0;
        }
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + table + " WHERE sequence <= ?")) {
            delete.setLong(1, upTo);
            return delete.executeUpdate();
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
