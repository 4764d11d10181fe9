package io.instagramoperator.receiver.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The questions that the log answers, in SQL. */
final class Reading {

    private static final String EVENT = "SELECT sequence, id, event, conversation, time, received, data FROM event ";

    /** However few of them are wanted: whoever reads meanwhile waits for as long as it takes to look at so many, some 50 ms. */
    private static final int MOST_LOOKED_AT = 50_000;

    private Reading() {}

    /** What the log holds: sequences of the earliest event that can be read and of the newest ever appended. */
    static Bounds bounds(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT sequence + 1, coalesce((SELECT max(sequence) FROM event), sequence) FROM expired");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new Bounds(row.getLong(1), row.getLong(2));
        }
    }

    static Slice slice(Connection connection, Optional<Cursor> after, Filter filter, PageSize most)
            throws SQLException {
        Bounds bounds = bounds(connection);
        long from = after.map(Cursor::sequence).orElse(bounds.earliest() - 1);
        if (from < bounds.earliest() - 1 || from > bounds.last()) {
            return new Slice.Expired(new Cursor(bounds.earliest() - 1));
        }
        long to = Math.min(bounds.last(), from + MOST_LOOKED_AT);
        List<StoredEvent> events = new ArrayList<>();
        String sql = EVENT + "WHERE sequence > ? AND sequence <= ? AND " + filter.sql() + " ORDER BY sequence LIMIT ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int parameter = 1;
            statement.setLong(parameter++, from);
            statement.setLong(parameter++, to);
            for (String argument : filter.arguments()) {
                statement.setString(parameter++, argument);
            }
            statement.setInt(parameter, most.events());
            try (ResultSet row = statement.executeQuery()) {
                long characters = 0;
                while (!most.isReached(events.size(), characters) && row.next()) {
                    StoredEvent event = event(row);
                    events.add(event);
                    characters += event.data().length();
                }
                return most.isReached(events.size(), characters)
                        ? new Slice.Events(events, events.getLast().cursor(), true)
                        : new Slice.Events(events, new Cursor(to), to < bounds.last());
            }
        }
    }

    /** The place of the event with this fingerprint, also if it is no longer held. */
    static OptionalLong seen(Connection connection, Fingerprint fingerprint) throws SQLException {
        try (SeenTable table = new SeenTable(connection)) {
            return table.find(fingerprint);
        }
    }

    static Optional<StoredEvent> event(Connection connection, long sequence, String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EVENT + "WHERE sequence = ? AND id = ?")) {
            statement.setLong(1, sequence);
            statement.setString(2, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(event(row)) : Optional.empty();
            }
        }
    }

    static Optional<byte[]> raw(Connection connection, long sequence, String id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT raw FROM event WHERE sequence = ? AND id = ?")) {
            statement.setLong(1, sequence);
            statement.setString(2, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getBytes(1)) : Optional.empty();
            }
        }
    }

    /** Of the newest event that Meta sent, held or not. */
    static Optional<Instant> newestReceived(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT coalesce((SELECT received FROM event WHERE event NOT GLOB 'reply.*'"
                                + " ORDER BY sequence DESC LIMIT 1), (SELECT received FROM expired))");
                ResultSet row = statement.executeQuery()) {
            long received = row.next() ? row.getLong(1) : 0;
            return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(received));
        }
    }

    private static StoredEvent event(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                Optional.ofNullable(row.getString(4)),
                Instant.ofEpochMilli(row.getLong(5)),
                Instant.ofEpochMilli(row.getLong(6)),
                row.getString(7));
    }
}
