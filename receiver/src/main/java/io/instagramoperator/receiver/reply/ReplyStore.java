package io.instagramoperator.receiver.reply;

import io.instagramoperator.instagram.graph.Decision;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.LogState;
import io.instagramoperator.receiver.log.Transaction;
import io.instagramoperator.receiver.reply.body.SendBody;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The replies, in the database of the log and written by its one writer. */
@Singleton
public class ReplyStore {

    /** How long an {@code Idempotency-Key} counts after its reply was settled. */
    private static final Duration MEMORY = Duration.ofDays(7);

    private static final String SELECT =
            "SELECT id, state, attempts, message_id, error_class, error_code, error_subcode, error_message FROM reply ";

    private final EventLog log;
    private final Clock clock;

    @Inject
    public ReplyStore(EventLog log) {
        this(log, Clock.systemUTC());
    }

    ReplyStore(EventLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** What became of a reply that was to be accepted. */
    public sealed interface Accepted {

        /** It is new, and stored. */
        record New(Reply reply) implements Accepted {}

        /** The same body came with the same key before. */
        record Repeated(Reply reply) implements Accepted {}

        /** Another body came with the same key before. */
        record KeyTaken() implements Accepted {}
    }

    /** A reply that waits, as the sender needs it. */
    record Waiting(String id, String conversation) {}

    /** How many replies are in which condition. */
    public record Counts(int waiting, int failed) {}

    /** Stores a reply, and forgets a few that were settled long ago. Completed on the thread that writes. */
    CompletionStage<Accepted> accept(SendBody body, Optional<String> idempotencyKey) {
        return log.write(transaction -> {
            Optional<Accepted> before = idempotencyKey.isEmpty()
                    ? Optional.empty()
                    : repeated(transaction.connection(), idempotencyKey.get(), body);
            if (before.isPresent()) {
                return before.get();
            }
            forgetSome(transaction.connection());
            return new Accepted.New(insert(transaction.connection(), body, idempotencyKey));
        });
    }

    /**
     * To be called once, before anything is sent: what was being sent when the process ended may have arrived.
     *
     * @return all that waits, in order; completed on the thread that writes
     */
    CompletionStage<List<Waiting>> recover() {
        return log.write(transaction -> {
            try (PreparedStatement update = transaction
                    .connection()
                    .prepareStatement(
                            "UPDATE reply SET state = 'unknown', changed = ?, error_class = 'ambiguous', error_code = 0,"
                                    + " error_subcode = 0, error_message = 'the receiver ended while Meta was asked' WHERE state = 'sending'")) {
                update.setLong(1, clock.millis());
                update.executeUpdate();
            }
            List<Waiting> waiting = new ArrayList<>();
            try (PreparedStatement select = transaction
                            .connection()
                            .prepareStatement(
                                    "SELECT id, conversation FROM reply WHERE state = 'queued' ORDER BY sequence");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    waiting.add(new Waiting(row.getString(1), row.getString(2)));
                }
            }
            return waiting;
        });
    }

    /** Marks that Meta is about to be asked, and gives the body. Completed after the disk has it. */
    CompletionStage<byte[]> sending(String id) {
        return log.write(transaction -> {
            try (PreparedStatement update = transaction
                    .connection()
                    .prepareStatement(
                            "UPDATE reply SET state = 'sending', attempts = attempts + 1, changed = ? WHERE id = ? RETURNING body")) {
                update.setLong(1, clock.millis());
                update.setString(2, id);
                try (ResultSet row = update.executeQuery()) {
                    row.next();
                    return row.getBytes(1);
                }
            }
        });
    }

    /** Keeps what became of it. Completed after the disk has it. */
    CompletionStage<Reply> settle(
            String id, Reply.State state, Optional<String> messageId, Optional<Reply.Failure> failure) {
        return log.write(transaction -> update(transaction, id, state, messageId, failure));
    }

    /** The reply with this id, if it is not forgotten. Blocks on the disk. */
    public Optional<Reply> find(String id) {
        return log.query(connection -> find(connection, id));
    }

    /** Whether a reply with this key was accepted, and is not forgotten. Blocks on the disk. */
    public boolean hasKey(String idempotencyKey) {
        return log.query(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT 1 FROM reply WHERE idempotency_key = ?")) {
                select.setString(1, idempotencyKey);
                try (ResultSet row = select.executeQuery()) {
                    return row.next();
                }
            }
        });
    }

    /** How many replies are in which condition; none as long as the log is not open. Blocks on the disk. */
    public Counts counts() {
        if (log.state() == LogState.CLOSED || log.state() == LogState.FAILED) {
            return new Counts(0, 0);
        }
        return log.query(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT count(*) FILTER (WHERE state IN ('queued', 'sending')),"
                                    + " count(*) FILTER (WHERE state = 'failed') FROM reply WHERE state IN ('queued', 'sending', 'failed')");
                    ResultSet row = select.executeQuery()) {
                row.next();
                return new Counts(row.getInt(1), row.getInt(2));
            }
        });
    }

    private static Optional<Accepted> repeated(Connection connection, String key, SendBody body) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id, body FROM reply WHERE idempotency_key = ?")) {
            select.setString(1, key);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Arrays.equals(row.getBytes(2), body.json().bytes())
                        ? find(connection, row.getString(1)).map(Accepted.Repeated::new)
                        : Optional.of(new Accepted.KeyTaken());
            }
        }
    }

    private Reply insert(Connection connection, SendBody body, Optional<String> key) throws SQLException {
        Reply reply =
                new Reply(UUID.randomUUID().toString(), Reply.State.QUEUED, 0, Optional.empty(), Optional.empty());
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO reply (id, idempotency_key, conversation, body, state, attempts, changed) VALUES (?, ?, ?, ?, 'queued', 0, ?)")) {
            insert.setString(1, reply.id());
            setText(insert, 2, key);
            insert.setString(3, body.conversation());
            insert.setBytes(4, body.json().bytes());
            insert.setLong(5, clock.millis());
            insert.executeUpdate();
        }
        return reply;
    }

    /** A few with each new one: the table cannot grow for ever, and nobody waits for a big clean-up. */
    private void forgetSome(Connection connection) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM reply WHERE sequence IN (SELECT sequence FROM reply"
                        + " WHERE state IN ('sent', 'failed', 'unknown') AND changed < ? LIMIT 10)")) {
            delete.setLong(1, clock.instant().minus(MEMORY).toEpochMilli());
            delete.executeUpdate();
        }
    }

    private Reply update(
            Transaction transaction,
            String id,
            Reply.State state,
            Optional<String> messageId,
            Optional<Reply.Failure> failure)
            throws SQLException {
        try (PreparedStatement update = transaction
                .connection()
                .prepareStatement(
                        "UPDATE reply SET state = ?, message_id = ?, error_class = ?, error_code = ?, error_subcode = ?,"
                                + " error_message = ?, changed = ? WHERE id = ?")) {
            update.setString(1, state.text());
            setText(update, 2, messageId);
            setText(update, 3, failure.map(Reply.Failure::errorClass));
            update.setInt(4, failure.map(Reply.Failure::code).orElse(0));
            update.setInt(5, failure.map(Reply.Failure::subcode).orElse(0));
            setText(update, 6, failure.map(Reply.Failure::message));
            update.setLong(7, clock.millis());
            update.setString(8, id);
            update.executeUpdate();
        }
        return find(transaction.connection(), id).orElseThrow();
    }

    private static Optional<Reply> find(Connection connection, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + "WHERE id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(reply(row)) : Optional.empty();
            }
        }
    }

    private static Reply reply(ResultSet row) throws SQLException {
        Optional<String> errorClass = Optional.ofNullable(row.getString(5));
        int code = row.getInt(6);
        int subcode = row.getInt(7);
        String message = row.getString(8);
        return new Reply(
                row.getString(1),
                Reply.State.of(row.getString(2)),
                row.getInt(3),
                Optional.ofNullable(row.getString(4)),
                errorClass.map(
                        c -> new Reply.Failure(Decision.valueOf(c.toUpperCase(Locale.ROOT)), code, subcode, message)));
    }

    private static void setText(PreparedStatement statement, int index, Optional<String> text) throws SQLException {
        if (text.isPresent()) {
            statement.setString(index, text.get());
        } else {
            statement.setNull(index, Types.VARCHAR);
        }
    }
}
