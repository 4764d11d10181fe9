package io.instagramoperator.receiver.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.receiver.delivery.Changes.Death;
import io.instagramoperator.receiver.delivery.Standing.LastError;
import io.instagramoperator.receiver.log.StoredEvent;
import io.instagramoperator.receiver.sink.Outcome.Failure;
import io.instagramoperator.receiver.sink.Outcome.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tables of events that failed: those that are tried again, and those that were given up. */
final class Parking {

    private static final JsonMapper JSON = new JsonMapper();

    private Parking() {}

    /** A row without its event. */
    record Row(
            long sequence, Instant since, int attempts, Optional<LastError> firstError, Optional<LastError> lastError) {

        Item with(StoredEvent event) {
            return new Item(event, since, true, attempts, firstError, lastError);
        }
    }

    static void put(Connection connection, String name, long replay, List<Item> items) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT OR REPLACE INTO parked VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Item item : items) {
                insert.setString(1, name);
                insert.setLong(2, replay);
                insert.setLong(3, item.sequence());
                SubscriptionStore.setText(insert, 4, item.event().conversation());
                insert.setLong(5, item.since().toEpochMilli());
                insert.setInt(6, item.attempts());
                SubscriptionStore.setText(insert, 7, item.firstError().map(Parking::json));
                SubscriptionStore.setText(insert, 8, item.lastError().map(Parking::json));
                insert.executeUpdate();
            }
        }
    }

    static void delete(Connection connection, String name, long replay, List<Item> items) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM parked WHERE subscription = ? AND replay = ? AND sequence = ?")) {
            for (Item item : items) {
                delete.setString(1, name);
                delete.setLong(2, replay);
                delete.setLong(3, item.sequence());
                delete.executeUpdate();
            }
        }
    }

    static void bury(Connection connection, String name, Death death) throws SQLException {
        Item item = death.item();
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT OR REPLACE INTO dead_letter VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, name);
            insert.setLong(2, item.sequence());
            insert.setString(3, item.event().id());
            insert.setString(4, death.reason());
            insert.setInt(5, item.attempts());
            SubscriptionStore.setText(insert, 6, item.firstError().map(Parking::json));
            SubscriptionStore.setText(insert, 7, item.lastError().map(Parking::json));
            insert.setLong(8, death.at().toEpochMilli());
            insert.executeUpdate();
        }
    }

    /**
     * A lane with parked events.
     *
     * @param count how many it has
     * @param since what the greatest age of the first is counted from
     * @param attempts how many the first has had
     */
    record Waiting(String lane, long count, Instant since, int attempts, Optional<LastError> lastError) {

        /** How the first has failed; empty if somebody has had it tried again since. */
        Optional<LastError> failure() {
            return lastError.filter(error -> !error.at().isBefore(since));
        }

        /** How the first has failed lastingly. */
        Optional<LastError> lasting() {
            return failure().filter(error -> attempts > 1 && error.mayBeOfOneEvent());
        }
    }

    /** Lanes with parked events in the order of their keys, which an index has: events without a conversation come first. */
    static List<Waiting> lanes(Connection connection, String name, long replay, Optional<String> after, int most)
            throws SQLException {
        List<Waiting> lanes = new ArrayList<>();
        if (after.filter(key -> !isAlone(key)).isEmpty()) {
            String sequence = after.map(key -> key.substring(1)).orElse("0");
            lanes.addAll(lanes(
                    connection,
                    "SELECT conversation, sequence, 1, since, attempts, last_error FROM parked"
                            + " WHERE subscription = ? AND replay = ? AND conversation IS NULL AND sequence > ?"
                            + " ORDER BY sequence LIMIT ?",
                    name,
                    replay,
                    sequence,
                    most));
        }
        if (lanes.size() < most) {
            String conversation = after.filter(key -> !isAlone(key))
                    .map(key -> key.substring(1))
                    .orElse("");
            // With min(), SQLite takes the other columns from the same row.
            lanes.addAll(lanes(
                    connection,
                    "SELECT conversation, min(sequence), count(*), since, attempts, last_error FROM parked"
                            + " WHERE subscription = ? AND replay = ? AND conversation > ?"
                            + " GROUP BY conversation ORDER BY conversation LIMIT ?",
                    name,
                    replay,
                    conversation,
                    most - lanes.size()));
        }
        return lanes;
    }

    private static List<Waiting> lanes(
            Connection connection, String sql, String name, long replay, String after, int most) throws SQLException {
        List<Waiting> lanes = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, name);
            select.setLong(2, replay);
            select.setString(3, after);
            select.setInt(4, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    lanes.add(waiting(row));
                }
            }
        }
        return lanes;
    }

    /**
     * The last lane, in the order of {@link #lanes}, whose first event has failed lastingly. Goes through all if there is none.
     *
     * @param but keys of lanes that are not meant
     */
    static Optional<Waiting> lastFailing(Connection connection, String name, long replay, Set<String> but)
            throws SQLException {
        List<String> lastFirst = List.of(
                "SELECT conversation, min(sequence), count(*), since, attempts, last_error FROM parked"
                        + " WHERE subscription = ? AND replay = ? AND conversation IS NOT NULL"
                        + " GROUP BY conversation HAVING attempts > 1 ORDER BY conversation DESC",
                "SELECT conversation, sequence, 1, since, attempts, last_error FROM parked"
                        + " WHERE subscription = ? AND replay = ? AND conversation IS NULL AND attempts > 1"
                        + " ORDER BY sequence DESC");
        for (String sql : lastFirst) {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, name);
                select.setLong(2, replay);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        Waiting waiting = waiting(row);
                        if (waiting.lasting().isPresent() && !but.contains(waiting.lane())) {
                            return Optional.of(waiting);
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                Item.lane(Optional.ofNullable(row.getString(1)), row.getLong(2)),
                row.getLong(3),
                Instant.ofEpochMilli(row.getLong(4)),
                row.getInt(5),
                Optional.ofNullable(row.getString(6)).map(Parking::error));
    }

    /** How many parked events a lane has. */
    static long count(Connection connection, String name, long replay, String lane) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT count(*) FROM parked WHERE subscription = ? AND replay = ? AND "
                        + (isAlone(lane) ? "sequence = ?" : "conversation = ?"))) {
            select.setString(1, name);
            select.setLong(2, replay);
            select.setString(3, lane.substring(1));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /**
     * A parked event that is first in its lane.
     *
     * @param isLast whether no other follows it
     */
    record First(Row row, boolean isLast) {}

    /** The first parked event of a lane. */
    static Optional<First> first(Connection connection, String name, long replay, String lane) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT sequence, since, attempts, first_error, last_error FROM parked"
                        + " WHERE subscription = ? AND replay = ? AND "
                        + (isAlone(lane) ? "sequence = ?" : "conversation = ? ORDER BY sequence LIMIT 2"))) {
            select.setString(1, name);
            select.setLong(2, replay);
            select.setString(3, lane.substring(1));
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Row first = row(row);
                return Optional.of(new First(first, !row.next()));
            }
        }
    }

    /** Parked events whose age is counted from before a time, in order. */
    static List<Row> before(Connection connection, String name, long replay, Instant since, int most)
            throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT sequence, since, attempts, first_error, last_error FROM parked"
                        + " WHERE subscription = ? AND replay = ? AND since < ? ORDER BY sequence LIMIT ?")) {
            select.setString(1, name);
            select.setLong(2, replay);
            select.setLong(3, since.toEpochMilli());
            select.setInt(4, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(row(row));
                }
            }
        }
        return rows;
    }

    /** Whether it is of an event without a conversation. */
    private static boolean isAlone(String lane) {
        return lane.startsWith("#");
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong(1),
                Instant.ofEpochMilli(row.getLong(2)),
                row.getInt(3),
                Optional.ofNullable(row.getString(4)).map(Parking::error),
                Optional.ofNullable(row.getString(5)).map(Parking::error));
    }

    private static String json(LastError error) {
        return JSON.createObjectNode()
                .put("kind", error.kind())
                .put("message", error.message())
                .put("at", error.at().toString())
                .toString();
    }

    private static LastError error(String json) {
        try {
            JsonNode error = JSON.readTree(json);
            return new LastError(
                    new Failure(
                            kind(error.path("kind").asText()),
                            error.path("message").asText()),
                    Instant.parse(error.path("at").asText()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a parked event has an error that nobody wrote", e);
        }
    }

    private static Kind kind(String text) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.text().equals(text))
                .findFirst()
                .orElse(Kind.PROTOCOL);
    }
}
