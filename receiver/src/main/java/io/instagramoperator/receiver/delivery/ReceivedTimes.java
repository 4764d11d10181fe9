package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.log.Bounds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * Finds events by the time when they were received. There is no index for that: they are in this order, but for requests that
 * came at the same time, and a clock that was set. So it looks for a place somewhat off, and from there at each event.
 */
final class ReceivedTimes {

    private static final Duration OUT_OF_ORDER = Duration.ofSeconds(10);

    private final Connection connection;
    private final Bounds bounds;

    ReceivedTimes(Connection connection, Bounds bounds) {
        this.connection = connection;
        this.bounds = bounds;
    }

    /** Sequence of the first event received then or later; one behind the last if there is none. */
    long firstFrom(Instant time) throws SQLException {
        long millis = time.toEpochMilli();
        return sequence(
                "SELECT min(sequence) FROM (SELECT sequence FROM event WHERE sequence >= ? AND received >= ?"
                        + " ORDER BY sequence LIMIT 1)",
                search(millis - OUT_OF_ORDER.toMillis()),
                millis,
                bounds.last() + 1);
    }

    /** Sequence of the last event received before; one before the earliest if there is none. */
    long lastBefore(Instant time) throws SQLException {
        // Events have milliseconds: the one in which the time lies is partly before it.
        long millis = time.plusNanos(999_999).toEpochMilli();
        return sequence(
                "SELECT max(sequence) FROM (SELECT sequence FROM event WHERE sequence < ? AND received < ?"
                        + " ORDER BY sequence DESC LIMIT 1)",
                search(millis + OUT_OF_ORDER.toMillis()),
                millis,
                bounds.earliest() - 1);
    }

    /** Half of what is left can be told by looking at one event: that in the middle, or the next if a damaged log has lost it. */
    private long search(long millis) throws SQLException {
        long low = bounds.earliest();
        long high = bounds.last() + 1;
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT sequence, received FROM event WHERE sequence >= ? ORDER BY sequence LIMIT 1")) {
            while (low < high) {
                long middle = low + (high - low) / 2;
                statement.setLong(1, middle);
                try (ResultSet row = statement.executeQuery()) {
                    if (row.next() && row.getLong(2) < millis) {
                        low = row.getLong(1) + 1;
                    } else {
                        high = middle;
                    }
                }
            }
        }
        return low;
    }

    private long sequence(String sql, long place, long millis, long otherwise) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, place);
            statement.setLong(2, millis);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long sequence = row.getLong(1);
                return row.wasNull() ? otherwise : sequence;
            }
        }
    }
}
