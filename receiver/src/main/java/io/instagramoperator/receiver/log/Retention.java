package io.instagramoperator.receiver.log;

import io.instagramoperator.receiver.log.EventLog.Needed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Deletes what is over its time, oldest first, in slices so small that no acknowledgement waits for it. */
final class Retention {

    private static final int ROWS_PER_SLICE = 500;

    private Retention() {}

    /** Whether an event is over its time. Only reads, so that a log at rest is not written to. */
    static boolean isDue(Connection connection, Instant now, Duration retention, Needed needed) throws SQLException {
        return lastOver(connection, now, retention, needed) > 0;
    }

    /**
     * Deletes one slice of events.
     *
     * @param retention what was received in so much time before now is left
     * @param needed what somebody still needs is left, too
     */
    static void deleteSlice(Connection connection, Instant now, Duration retention, Needed needed) throws SQLException {
        long last = lastOver(connection, now, retention, needed);
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
        FreePages.giveBackIfMany(connection);
    }

    /**
     * The last of the oldest events that is over its time, 0 if none is. Events are in the order in which they were received. So one of a
     * time to come, from a clock that was ahead, is as old as the next that is not.
     */
    private static long lastOver(Connection connection, Instant now, Duration retention, Needed needed)
            throws SQLException {
        Instant receivedBefore = now.minus(retention);
        long last = 0;
        long ahead = 0;
        long firstNeeded = needed.first(connection);
        try (PreparedStatement oldest =
                connection.prepareStatement("SELECT sequence, received FROM event ORDER BY sequence LIMIT ?")) {
            oldest.setInt(1, ROWS_PER_SLICE);
            try (ResultSet row = oldest.executeQuery()) {
                while (row.next() && row.getLong(1) < firstNeeded) {
                    long received = row.getLong(2);
                    if (received < receivedBefore.toEpochMilli()) {
                        last = row.getLong(1);
                    } else if (received <= now.toEpochMilli()) {
                        return last;
                    } else {
                        ahead = row.getLong(1);
                    }
                }
            }
        }
        return last == 0 && ahead > 0 && isBeforeOneThatIsOver(connection, ahead, now, receivedBefore) ? ahead : last;
    }

    /** Whether that is known of so many of a clock that was ahead. Looks at some of those behind them, farther and farther away. */
    private static boolean isBeforeOneThatIsOver(
            Connection connection, long sequence, Instant now, Instant receivedBefore) throws SQLException {
        try (PreparedStatement later = connection.prepareStatement(
                "SELECT received FROM event WHERE sequence >= ? ORDER BY sequence LIMIT 1")) {
            for (long step = 1; ; step *= 2) {
                later.setLong(1, sequence + step);
                try (ResultSet row = later.executeQuery()) {
                    if (!row.next()) {
                        return false;
                    }
                    if (row.getLong(1) <= now.toEpochMilli()) {
                        return row.getLong(1) < receivedBefore.toEpochMilli();
                    }
                }
            }
        }
    }
}
