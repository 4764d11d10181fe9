package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.Filter;
import io.instagramoperator.receiver.log.Header;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * How much a subscription still has to get, as the disk knows it.
 *
 * @param settled every event up to it is delivered, dead or not wanted
 * @param events how many are to be delivered. Behind the first {@value #MOST_COUNTED} they are not looked at one by one, and all are
 *     taken for wanted
 * @param oldestReceived when the oldest of them was received
 */
record Backlog(long settled, long events, Optional<Instant> oldestReceived, long deadLetters) {

    private static final int MOST_COUNTED = 20_000;

    /** Of one subscription; empty if nothing is known of it. Blocks on the disk. */
    static Optional<Backlog> of(EventLog log, String name, Filter filter) {
        return log.query(connection -> of(connection, name, filter));
    }

    private static Optional<Backlog> of(Connection connection, String name, Filter filter) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT position, length(open) / 8, settled,"
                + " (SELECT count(*) FROM parked WHERE subscription = name AND replay = 0),"
                + " (SELECT min(sequence) FROM parked WHERE subscription = name AND replay = 0),"
                + " (SELECT count(*) FROM dead_letter WHERE subscription = name),"
                + " (SELECT coalesce((SELECT max(sequence) FROM event), sequence) FROM expired)"
                + " FROM subscription WHERE name = ?")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                long position = row.getLong(1);
                long last = row.getLong(7);
                Unread unread = Unread.of(connection, position, last, filter);
                long open = row.getLong(2);
                long oldest = open > 0 ? row.getLong(3) + 1 : unread.first;
                long parked = row.getLong(5);
                if (parked > 0 && (oldest == 0 || parked < oldest)) {
                    oldest = parked;
                }
                long settled = row.getLong(3);
                return Optional.of(new Backlog(
                        parked > 0 ? Math.min(settled, parked - 1) : settled,
                        open + row.getLong(4) + unread.count,
                        oldest == 0 ? Optional.empty() : received(connection, oldest),
                        row.getLong(6)));
            }
        }
    }

    /**
     * What follows the position.
     *
     * @param first 0 if there is nothing
     */
    private record Unread(long count, long first) {

        static Unread of(Connection connection, long position, long last, Filter filter) throws SQLException {
            if (filter.types().isEmpty()) {
                return new Unread(last - position, last > position ? position + 1 : 0);
            }
            long count = 0;
            long first = 0;
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT sequence, event FROM event WHERE sequence > ? ORDER BY sequence LIMIT ?")) {
                select.setLong(1, position);
                select.setInt(2, MOST_COUNTED);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        Header header = new Header(row.getLong(1), "", row.getString(2), Optional.empty());
                        if (filter.matches(header)) {
                            count++;
                            first = first == 0 ? header.sequence() : first;
                        }
                    }
                }
            }
            return new Unread(count + Math.max(0, last - position - MOST_COUNTED), first);
        }
    }

    private static Optional<Instant> received(Connection connection, long sequence) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT received FROM event WHERE sequence = ?")) {
            select.setLong(1, sequence);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(Instant.ofEpochMilli(row.getLong(1))) : Optional.empty();
            }
        }
    }
}
