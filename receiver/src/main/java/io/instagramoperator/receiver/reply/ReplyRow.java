package io.instagramoperator.receiver.reply;

import io.instagramoperator.instagram.graph.Decision;
import io.instagramoperator.receiver.reply.body.Likeness;
import io.instagramoperator.receiver.reply.body.SendBody;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A row of the table of replies.
 *
 * @param conversation whose turn it is in
 * @param attempted when Meta was last asked to send it
 * @param searched whether it is being looked for
 * @param body what Meta gets; empty if this version would no longer accept it
 */
record ReplyRow(Reply reply, String conversation, Instant attempted, boolean searched, Optional<SendBody> body) {

    private static final String COLUMNS =
            "SELECT id, state, attempts, message_id, error_class, error_code, error_subcode, error_message,"
                    + " conversation, attempted, searched, body FROM reply ";

    /** What its echo looks like; empty if it has none. */
    Optional<Likeness> likeness() {
        return body.flatMap(SendBody::likeness);
    }

    /** Whether twice is the same to the customer as once. */
    boolean isRepeatable() {
        return body.filter(b -> b.kind() == SendBody.Kind.REACTION || b.kind() == SendBody.Kind.SENDER_ACTION)
                .isPresent();
    }

    /** Whether it can be found in the customer's conversation. */
    boolean isSearchable() {
        return body.filter(b -> b.kind() == SendBody.Kind.MESSAGE)
                .flatMap(SendBody::likeness)
                .isPresent();
    }

    /** The customer that it goes to; empty as long as only a comment of theirs is known. */
    Optional<String> customer() {
        return Optional.of(conversation).filter(c -> !c.startsWith("comment:"));
    }

    /**
     * Those of a condition, in the order of acceptance.
     *
     * @param where the rest of the query
     */
    static List<ReplyRow> select(Connection connection, String where, Object... parameters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COLUMNS + where)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            List<ReplyRow> rows = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(read(row));
                }
            }
            return rows;
        }
    }

    /** A reply that waits. */
    record Place(String conversation, String id) {}

    /** Of all that wait or are looked for, in the order of acceptance. */
    static List<Place> places(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT conversation, id FROM reply WHERE state = 'queued' OR searched = 1 ORDER BY sequence");
                ResultSet row = select.executeQuery()) {
            List<Place> places = new ArrayList<>();
            while (row.next()) {
                places.add(new Place(row.getString(1), row.getString(2)));
            }
            return places;
        }
    }

    static Optional<ReplyRow> find(Connection connection, String id) throws SQLException {
        return select(connection, "WHERE id = ?", id).stream().findFirst();
    }

    /** Writes what has become of a reply, at a time. */
    static void write(Connection connection, Reply reply, boolean searched, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE reply SET state = ?, message_id = ?, error_class = ?, error_code = ?, error_subcode = ?,"
                        + " error_message = ?, searched = ?, changed = ? WHERE id = ?")) {
            update.setString(1, reply.state().text());
            setText(update, 2, reply.messageId());
            setText(update, 3, reply.failure().map(Reply.Failure::errorClass));
            update.setInt(4, reply.failure().map(Reply.Failure::code).orElse(0));
            update.setInt(5, reply.failure().map(Reply.Failure::subcode).orElse(0));
            setText(update, 6, reply.failure().map(Reply.Failure::message));
            update.setBoolean(7, searched);
            update.setLong(8, now.toEpochMilli());
            update.setString(9, reply.id());
            update.executeUpdate();
        }
    }

    static void setText(PreparedStatement statement, int index, Optional<String> text) throws SQLException {
        if (text.isPresent()) {
            statement.setString(index, text.get());
        } else {
            statement.setNull(index, Types.VARCHAR);
        }
    }

    private static ReplyRow read(ResultSet row) throws SQLException {
        Optional<String> errorClass = Optional.ofNullable(row.getString(5));
        int code = row.getInt(6);
        int subcode = row.getInt(7);
        String message = row.getString(8);
        Reply reply = new Reply(
                row.getString(1),
                Reply.State.of(row.getString(2)),
                row.getInt(3),
                Optional.ofNullable(row.getString(4)),
                errorClass.map(
                        c -> new Reply.Failure(Decision.valueOf(c.toUpperCase(Locale.ROOT)), code, subcode, message)));
        return new ReplyRow(
                reply,
                row.getString(9),
                Instant.ofEpochMilli(row.getLong(10)),
                row.getBoolean(11),
                SendBody.check(row.getBytes(12), true) instanceof SendBody.Result.Valid(SendBody valid)
                        ? Optional.of(valid)
                        : Optional.empty());
    }
}
