package io.instagramoperator.receiver.log;

import io.instagramoperator.receiver.log.EventLog.Needed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

/** Deletes what is over its time, oldest first, in slices so small that no acknowledgement waits for it. */
final class Retention {

    private static final int ROWS_PER_SLICE = 500;

    private Retention() {}

    /** Whether an event is over its time. Only reads, so that a log at rest is not written to. */
    static boolean isDue(Connection connection, Instant receivedBefore, Needed needed) throws SQLException {
        return lastOver(connection, receivedBefore, needed, 1) > 0;
    }

    /**
     * Deletes one slice of events.
     *
     * @param receivedBefore what was received later is left
     * @param needed what somebody still needs is left, too
     */
    static void deleteSlice(Connection connection, Instant receivedBefore, Needed needed) throws SQLException {
        long last = lastOver(connection, receivedBefore, needed, ROWS_PER_SLICE);
        if (last == 0) {
            // Since somebody looked, somebody else has begun to need them.
            return;
        }
        try (PreparedStatement remember = connection.prepareStatement(
                        "UPDATE expired SET sequence = ?, received = coalesce((SELECT received FROM event"
                                + " WHERE sequence <= ? AND event NOT GLOB 'reply.*' ORDER BY sequence DESC LIMIT 1), received)");
                PreparedStatement delete = connection.prepareStatement("DELETE FROM event WHERE sequence <= ?")) {
            remember.setLong(1, last);
            remember.setLong(2, last);
            remember.executeUpdate();
            delete.setLong(1, last);
            delete.executeUpdate();
        }
        giveBack(connection);
    }

    /** The last of the oldest events that is over its time, 0 if none is. Events are in the order in which they were received. */
    private static long lastOver(Connection connection, Instant receivedBefore, Needed needed, int rows)
            throws SQLException {
        long last = 0;
        long firstNeeded = needed.first(connection, receivedBefore);
        try (PreparedStatement oldest =
                connection.prepareStatement("SELECT sequence, received FROM event ORDER BY sequence LIMIT ?")) {
            oldest.setInt(1, rows);
            try (ResultSet row = oldest.executeQuery()) {
                while (row.next() && row.getLong(1) < firstNeeded && row.getLong(2) < receivedBefore.toEpochMilli()) {
                    last = row.getLong(1);
                }
            }
        }
        return last;
    }

    /** New events use the room that deleted ones leave; only where that is much, the disk gets some back. */
    private static void giveBack(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (4 * number(statement, "PRAGMA freelist_count") > number(statement, "PRAGMA page_count")) {
                // A query would give back one page only: each is a step.
                statement.executeUpdate("PRAGMA incremental_vacuum(" + ROWS_PER_SLICE + ")");
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
