package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.config.Subscription;
import io.instagramoperator.receiver.config.Subscription.Start;
import io.instagramoperator.receiver.delivery.Changes.Death;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** How far subscriptions are, in SQL. */
final class SubscriptionStore {

    private SubscriptionStore() {}

    /**
     * A feed as it is on the disk.
     *
     * @param replay 0 if it is not a replay
     * @param last of a replay, the last sequence that belongs to it
     * @param since when it began
     */
    record Stored(
            long replay, long position, List<Long> open, Optional<String> conversation, long last, Instant since) {}

    /**
     * Makes a row for a subscription that has none, and forgets the 410 of another endpoint.
     *
     * @param anyway also if a removed one of the same name has left events
     * @return false if it has to wait until these are removed
     */
    static boolean takeUp(Connection connection, Subscription subscription, Instant now, boolean anyway)
            throws SQLException {
        if (!anyway && hasLeftovers(connection, subscription.name())) {
            return false;
        }
        String start = subscription.start() == Start.EARLIEST
                ? "(SELECT sequence FROM expired)"
                : "(SELECT coalesce((SELECT max(sequence) FROM event), sequence) FROM expired)";
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT OR IGNORE INTO subscription VALUES (?1, " + start + ", " + start + ", x'', ?2, NULL)");
                PreparedStatement forget = connection.prepareStatement(
                        "UPDATE subscription SET gone = NULL WHERE name = ?1 AND (gone <> ?2 OR ?3)")) {
            insert.setString(1, subscription.name());
            insert.setLong(2, now.toEpochMilli());
            insert.executeUpdate();
            forget.setString(1, subscription.name());
            forget.setString(2, Order.endpoint(subscription.http()));
            forget.setBoolean(3, subscription.suspended());
            forget.executeUpdate();
        }
        return true;
    }

    /**
     * Forgets what a log that was damaged no longer holds. Without that, sequences would be given to new events that are settled
     * already, and rows without an event would never go.
     */
    static void forgetLost(Connection connection) throws SQLException {
        String last = "(SELECT coalesce((SELECT max(sequence) FROM event), sequence) FROM expired)";
        try (Statement statement = connection.createStatement()) {
            for (String table : List.of("subscription", "replay")) {
                statement.executeUpdate("UPDATE " + table + " SET settled = min(settled, " + last + "), position = "
                        + last + " WHERE position > " + last);
            }
            statement.executeUpdate("UPDATE replay SET last = " + last + " WHERE last > " + last);
            statement.executeUpdate("DELETE FROM dead_letter WHERE sequence > " + last);
            statement.executeUpdate("DELETE FROM parked WHERE sequence NOT IN (SELECT sequence FROM event)");
        }
    }

    private static boolean hasLeftovers(Connection connection, String name) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT NOT EXISTS (SELECT * FROM subscription WHERE name = ?1)"
                        + " AND (EXISTS (SELECT * FROM parked WHERE subscription = ?1)"
                        + " OR EXISTS (SELECT * FROM dead_letter WHERE subscription = ?1))")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Removes subscriptions that are no longer wanted, but for the events that they leave behind. */
    static void removeOthers(Connection connection, Collection<String> wanted) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT name FROM subscription");
                ResultSet row = select.executeQuery();
                PreparedStatement delete = connection.prepareStatement("DELETE FROM subscription WHERE name = ?")) {
            List<String> names = new ArrayList<>();
            while (row.next()) {
                names.add(row.getString(1));
            }
            names.removeAll(wanted);
            for (String name : names) {
                delete.setString(1, name);
                delete.executeUpdate();
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM replay WHERE subscription NOT IN (SELECT name FROM subscription)");
        }
    }

    /** Remembers that an endpoint wants no more events, or forgets it. */
    static void setGone(Connection connection, String name, Optional<String> endpoint) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE subscription SET gone = ?2 WHERE name = ?1")) {
            update.setString(1, name);
            setText(update, 2, endpoint);
            update.executeUpdate();
        }
    }

    static boolean isGone(Connection connection, String name) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT gone IS NOT NULL FROM subscription WHERE name = ?")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** The feed of new events, then the replays. */
    static List<Stored> feeds(Connection connection, String name) throws SQLException {
        List<Stored> feeds = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT 0, position, open, NULL, 9223372036854775807, first_seen FROM subscription WHERE name = ?1"
                        + " UNION ALL SELECT replay, position, open, conversation, last, asked FROM replay"
                        + " WHERE subscription = ?1 ORDER BY 1")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    feeds.add(new Stored(
                            row.getLong(1),
                            row.getLong(2),
                            sequences(row.getBytes(3)),
                            Optional.ofNullable(row.getString(4)),
                            row.getLong(5),
                            Instant.ofEpochMilli(row.getLong(6))));
                }
            }
        }
        return feeds;
    }

    /** Writes outcomes and how far the feed is with them, unless the subscription or the replay is gone. */
    static void record(Connection connection, String name, Way.Step record) throws SQLException {
        long replay = record.replay();
        String where = replay == 0
                ? "UPDATE subscription SET settled = ?1, position = ?2, open = ?3 WHERE name = ?4"
                : "UPDATE replay SET settled = ?1, position = ?2, open = ?3 WHERE subscription = ?4 AND replay = ?5";
        try (PreparedStatement update = connection.prepareStatement(where)) {
            update.setLong(1, record.settled());
            update.setLong(2, record.position());
            update.setBytes(3, bytes(record.open()));
            update.setString(4, name);
            if (replay != 0) {
                update.setLong(5, replay);
            }
            if (update.executeUpdate() == 0) {
                return;
            }
        }
        Parking.delete(connection, name, replay, record.changes().unparked);
        Parking.put(connection, name, replay, record.changes().parked);
        for (Death death : record.changes().dead) {
            Parking.bury(connection, name, death);
        }
    }

    static void endReplay(Connection connection, String name, long replay) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM replay WHERE subscription = ? AND replay = ?")) {
            delete.setString(1, name);
            delete.setLong(2, replay);
            delete.executeUpdate();
        }
    }

    private static List<Long> sequences(byte[] bytes) {
        List<Long> sequences = new ArrayList<>();
        for (ByteBuffer buffer = ByteBuffer.wrap(bytes); buffer.hasRemaining(); ) {
            sequences.add(buffer.getLong());
        }
        return sequences;
    }

    private static byte[] bytes(List<Long> sequences) {
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES * sequences.size());
        sequences.forEach(buffer::putLong);
        return buffer.array();
    }

    static void setText(PreparedStatement statement, int parameter, Optional<String> text) throws SQLException {
        if (text.isPresent()) {
            statement.setString(parameter, text.get());
        } else {
            statement.setNull(parameter, Types.VARCHAR);
        }
    }
}
