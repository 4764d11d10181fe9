package io.instagramoperator.receiver.conversation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** The tables {@code reply_window} and {@code reply_window_position}. */
final class WindowTable {

    /** Longer than any window, so that a closed one is known to be closed. */
    static final Duration MEMORY = Duration.ofDays(30);

    /** A message cannot have been written after it was received: a clock of Meta's that is ahead keeps no window open. */
    private static final String DRAW = """
            INSERT INTO reply_window
            SELECT conversation, max(min(time, received)) FROM event
            WHERE sequence > ? AND sequence <= ? AND event IN (
                'message.received', 'postback.received', 'standby.message.received', 'standby.postback.received')
                AND conversation IS NOT NULL
            GROUP BY conversation HAVING max(min(time, received)) >= ?
            ON CONFLICT (conversation) DO UPDATE SET opened = max(opened, excluded.opened)""";

    /** Counts events and not numbers: a log that was damaged has holes. */
    private static final String NEXT = "SELECT coalesce(max(sequence), ?) FROM"
            + " (SELECT sequence FROM event WHERE sequence > ? ORDER BY sequence LIMIT ?)";

    private static final int FORGOTTEN_AT_A_TIME = 1_000;

    private WindowTable() {}

    static Optional<ReplyWindow> find(Connection connection, String conversation) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT opened FROM reply_window WHERE conversation = ?")) {
            select.setString(1, conversation);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new ReplyWindow(Instant.ofEpochMilli(row.getLong(1))))
                        : Optional.empty();
            }
        }
    }

    /** The last event that is in there; empty if nobody has ever asked. */
    static OptionalLong position(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT sequence FROM reply_window_position");
                ResultSet row = select.executeQuery()) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }

    /**
     * Takes in the next events, and forgets some conversations that were over long ago.
     *
     * @return the last event that is in there now
     */
    static long advance(Connection connection, int events, Instant now) throws SQLException {
        long before = position(connection).orElse(0);
        long expired = number(connection, "SELECT sequence FROM expired");
        if (before < expired) {
            // Customers may have written in what is gone: none of the windows is known any more.
            update(connection, "DELETE FROM reply_window");
            before = expired;
        }
        long next = number(connection, NEXT, before, before, events);
        long oldest = now.minus(MEMORY).toEpochMilli();
        update(connection, DRAW, before, next, oldest);
        update(
                connection,
                "DELETE FROM reply_window WHERE conversation IN (SELECT conversation FROM reply_window WHERE opened < ? LIMIT ?)",
                oldest,
                FORGOTTEN_AT_A_TIME);
        update(connection, "INSERT OR REPLACE INTO reply_window_position VALUES (1, ?)", next);
        return next;
    }

    private static void update(Connection connection, String sql, long... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            statement.executeUpdate();
        }
    }

    private static long number(Connection connection, String query, long... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            bind(statement, values);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void bind(PreparedStatement statement, long... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setLong(i + 1, values[i]);
        }
    }
}
