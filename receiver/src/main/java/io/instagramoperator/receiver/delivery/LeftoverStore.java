package io.instagramoperator.receiver.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What events that failed keep in the log, and which of them need not be kept any longer, in SQL. There may be millions of rows. */
final class LeftoverStore {

    /** As many rows as the thread that writes removes in some milliseconds. */
    private static final int ROWS_AT_A_TIME = 500;

    private LeftoverStore() {}

    /** The first event that any subscription still needs. Asked often, also by the thread that writes. */
    static long firstNeeded(Connection connection) throws SQLException {
        String dead = names("dead_letter")
                + " SELECT min((SELECT min(sequence) FROM dead_letter WHERE subscription = name)) FROM names";
        String nextFeed = "(SELECT min(replay) FROM parked WHERE subscription = feeds.name AND replay > feeds.replay)";
        String parked = names("parked") + ", feeds (name, replay) AS ("
                + "SELECT name, (SELECT min(replay) FROM parked WHERE subscription = name) FROM names"
                + " UNION ALL SELECT name, " + nextFeed + " FROM feeds WHERE replay IS NOT NULL)"
                + " SELECT min((SELECT min(sequence) FROM parked WHERE subscription = name AND replay = feeds.replay)) FROM feeds";
        long first = Long.MAX_VALUE;
        for (String sql : List.of(
                "SELECT min(settled) + 1 FROM subscription", "SELECT min(settled) + 1 FROM replay", dead, parked)) {
            try (Statement select = connection.createStatement();
                    ResultSet row = select.executeQuery(sql)) {
                row.next();
                long needed = row.getLong(1);
                first = row.wasNull() ? first : Math.min(first, needed);
            }
        }
        return first;
    }

    /**
     * Removes events that removed subscriptions have left behind, some of them: there may be millions.
     *
     * @return whether there may be more
     */
    static boolean removeSomeLeft(Connection connection) throws SQLException {
        return removeSomeLeft(connection, "parked", "replay, sequence")
                || removeSomeLeft(connection, "dead_letter", "sequence");
    }

    private static boolean removeSomeLeft(Connection connection, String table, String key) throws SQLException {
        String left = names(table) + " SELECT name FROM names WHERE name NOT IN (SELECT name FROM subscription)";
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + table + " WHERE (subscription, "
                + key + ") IN (SELECT subscription, " + key + " FROM " + table + " WHERE subscription = (" + left
                + " LIMIT 1) ORDER BY " + key + " LIMIT ?)")) {
            delete.setInt(1, ROWS_AT_A_TIME);
            return delete.executeUpdate() > 0;
        }
    }

    /**
     * The key of a dead letter.
     *
     * @param subscription its name
     */
    record DeadKey(String subscription, long sequence) {

        static final DeadKey BEFORE_ALL = new DeadKey("", 0);
    }

    /** Some dead letters that died before a time, behind a key. Goes through all: not for the thread that writes. */
    static List<DeadKey> deadBefore(Connection connection, Instant time, DeadKey after) throws SQLException {
        List<DeadKey> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT subscription, sequence FROM dead_letter"
                + " WHERE died < ? AND (subscription, sequence) > (?, ?) ORDER BY subscription, sequence LIMIT ?")) {
            select.setLong(1, time.toEpochMilli());
            select.setString(2, after.subscription);
            select.setLong(3, after.sequence);
            select.setInt(4, ROWS_AT_A_TIME);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new DeadKey(row.getString(1), row.getLong(2)));
                }
            }
        }
        return found;
    }

    /** Forgets dead letters, but those that have died again since. */
    static void forgetDead(Connection connection, List<DeadKey> dead, Instant before) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM dead_letter WHERE subscription = ? AND sequence = ? AND died < ?")) {
            for (DeadKey key : dead) {
                delete.setString(1, key.subscription);
                delete.setLong(2, key.sequence);
                delete.setLong(3, before.toEpochMilli());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    /** A table {@code names} of the subscriptions in another. Goes from name to name, of which there are few, and not from row to row. */
    private static String names(String table) {
        String first = "SELECT min(subscription) FROM " + table;
        return "WITH RECURSIVE names (name) AS (" + first + " UNION ALL SELECT (" + first
                + " WHERE subscription > names.name) FROM names WHERE names.name IS NOT NULL)";
    }
}
