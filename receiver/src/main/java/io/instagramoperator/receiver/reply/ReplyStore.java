package io.instagramoperator.receiver.reply;

import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.LogState;
import io.instagramoperator.receiver.reply.body.SendBody;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The replies, in the database of the log and written by its one writer. */
@Singleton
public class ReplyStore {

    /** How long an {@code Idempotency-Key} counts after its reply was settled. */
    private static final Duration MEMORY = Duration.ofDays(7);

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

        /** The comment has its one private reply. */
        record CommentAnswered(Reply reply) implements Accepted {}
    }

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
            Optional<Reply> answered = answered(transaction.connection(), body);
            if (answered.isPresent()) {
                return new Accepted.CommentAnswered(answered.get());
            }
            forgetSome(transaction.connection());
            return new Accepted.New(insert(transaction.connection(), body, idempotencyKey));
        });
    }

    /**
     * Marks that Meta is about to be asked. Completed after the disk has it.
     *
     * @return the body; empty if the reply no longer waits, because its echo has come
     */
    CompletionStage<Optional<byte[]>> sending(String id) {
        return log.write(transaction -> {
            try (PreparedStatement update = transaction
                    .connection()
                    .prepareStatement("UPDATE reply SET state = 'sending', attempts = attempts + 1, attempted = ?1,"
                            + " changed = ?1 WHERE id = ?2 AND state = 'queued' RETURNING body")) {
                update.setLong(1, clock.millis());
                update.setString(2, id);
                try (ResultSet row = update.executeQuery()) {
                    return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
                }
            }
        });
    }

    /** The reply with this id as it is stored. Blocks on the disk. */
    ReplyRow row(String id) {
        return log.query(connection -> ReplyRow.find(connection, id).orElseThrow());
    }

    /** The reply with this id, if it is not forgotten. Blocks on the disk. */
    public Optional<Reply> find(String id) {
        return log.query(connection -> ReplyRow.find(connection, id).map(ReplyRow::reply));
    }

    /** The id of the reply that became this message of Meta's. Blocks on the disk. */
    Optional<String> owner(String messageId) {
        return log.query(connection -> ReplyRow.select(connection, "WHERE message_id = ?", messageId).stream()
                .map(row -> row.reply().id())
                .findFirst());
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
                            "SELECT count(*) FILTER (WHERE state IN ('queued', 'sending') OR searched = 1),"
                                    + " count(*) FILTER (WHERE state = 'failed') FROM reply WHERE state IN ('queued', 'sending', 'failed', 'unknown')");
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
                        ? ReplyRow.find(connection, row.getString(1))
                                .map(ReplyRow::reply)
                                .map(Accepted.Repeated::new)
                        : Optional.of(new Accepted.KeyTaken());
            }
        }
    }

    /** "Private Replies": one per comment. */
    private static Optional<Reply> answered(Connection connection, SendBody body) throws SQLException {
        return body.kind() == SendBody.Kind.PRIVATE_REPLY
                ? ReplyRow.select(
                                connection,
                                "WHERE conversation = ? AND conversation GLOB 'comment:*' AND state <> 'failed'",
                                body.conversation())
                        .stream()
                        .map(ReplyRow::reply)
                        .findFirst()
                : Optional.empty();
    }

    private Reply insert(Connection connection, SendBody body, Optional<String> key) throws SQLException {
        Reply reply =
                new Reply(UUID.randomUUID().toString(), Reply.State.QUEUED, 0, Optional.empty(), Optional.empty());
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO reply (id, idempotency_key, conversation, body, state, attempts, changed) VALUES (?, ?, ?, ?, 'queued', 0, ?)")) {
            insert.setString(1, reply.id());
            ReplyRow.setText(insert, 2, key);
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
                        + " WHERE state IN ('sent', 'failed', 'unknown') AND searched = 0 AND changed < ? LIMIT 10)")) {
            delete.setLong(1, clock.instant().minus(MEMORY).toEpochMilli());
            delete.executeUpdate();
        }
    }
}
