package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.log.EventLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Events that a subscription gave up, to be looked at and to be tried again. After the latter, {@link Deliveries#wake} is to be
 * called.
 */
@Singleton
public final class DeadLetters {

    /** So few that no acknowledgement waits for them. */
    private static final int ROWS_PER_SLICE = 1_000;

    private static final String RETRY = "INSERT INTO parked"
            + " SELECT d.subscription, 0, d.sequence, e.conversation, ?, d.attempts, d.first_error, d.last_error"
            + " FROM dead_letter d CROSS JOIN event e USING (sequence)"
            + " WHERE d.subscription = ? AND d.sequence BETWEEN ? AND ?"
            // It waits already: it was replayed and died of that, too.
            + " ON CONFLICT DO UPDATE SET since = excluded.since";

    private final EventLog log;
    private final Clock clock;

    @Inject
    public DeadLetters(EventLog log) {
        this(log, Clock.systemUTC());
    }

    DeadLetters(EventLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * An event that was given up.
     *
     * @param event what happened, such as {@code message.received}
     * @param conversation the IGSID of the customer, if it has one
     * @param reason why it was given up
     * @param attempts how often it was tried
     * @param firstError JSON {@code {kind, message, at}}; empty if it was never tried
     * @param lastError the same of the last attempt
     * @param diedAt in milliseconds
     */
    public record DeadLetter(
            long sequence,
            String id,
            String event,
            Optional<String> conversation,
            String reason,
            int attempts,
            Optional<String> firstError,
            Optional<String> lastError,
            Instant diedAt) {}

    /**
     * Some of the dead letters.
     *
     * @param next where to read on; empty if these are the last
     */
    public record Page(List<DeadLetter> deadLetters, Optional<Cursor> next) {}

    /**
     * Reads dead letters whose event the log still holds, in the order of acceptance. Blocks on the disk.
     *
     * @param after where to start; its event need not be a dead letter
     * @param most 1 or more
     */
    public Page list(String subscription, Cursor after, int most) {
        return log.query(connection -> {
            List<DeadLetter> letters = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT d.sequence, d.id, e.event, e.conversation, d.reason, d.attempts, d.first_error, d.last_error, d.died"
                            + " FROM dead_letter d CROSS JOIN event e USING (sequence)"
                            + " WHERE d.subscription = ? AND d.sequence > ? ORDER BY d.sequence LIMIT ?")) {
                statement.setString(1, subscription);
                statement.setLong(2, after.sequence());
                statement.setInt(3, most + 1);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        letters.add(letter(row));
                    }
                }
            }
            if (letters.size() <= most) {
                return new Page(letters, Optional.empty());
            }
            letters.removeLast();
            return new Page(letters, Optional.of(new Cursor(letters.getLast().sequence())));
        });
    }

    /**
     * Has one tried again: from now on it is an event that waits for its next attempt.
     *
     * @return whether there was one whose event the log still holds; completed on the thread that writes, after the disk has it
     */
    public CompletionStage<Boolean> retry(String subscription, String id) {
        return log.write(transaction -> {
            Connection connection = transaction.connection();
            Optional<Long> sequence = find(connection, subscription, id);
            return sequence.isPresent() && move(connection, subscription, sequence.get(), sequence.get()) > 0;
        });
    }

    /**
     * Has all tried again that there are now, a slice at a time: what others write comes between.
     *
     * @return how many; completed as with {@link #retry}. If it fails, some are tried again and the others are still dead letters
     */
    public CompletionStage<Integer> retryAll(String subscription) {
        return retryAfter(subscription, 0, 0);
    }

    private CompletionStage<Integer> retryAfter(String subscription, long after, int before) {
        return log.write(transaction -> retrySlice(transaction.connection(), subscription, after))
                .thenCompose(slice -> slice.rows() < ROWS_PER_SLICE
                        ? CompletableFuture.completedFuture(before + slice.retried())
                        : retryAfter(subscription, slice.last(), before + slice.retried()));
    }

    private record Slice(int rows, long last, int retried) {}

    private Slice retrySlice(Connection connection, String subscription, long after) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT count(*), max(sequence) FROM (SELECT sequence FROM dead_letter"
                        + " WHERE subscription = ? AND sequence > ? ORDER BY sequence LIMIT ?)")) {
            statement.setString(1, subscription);
            statement.setLong(2, after);
            statement.setInt(3, ROWS_PER_SLICE);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                int rows = row.getInt(1);
                long last = row.getLong(2);
                return new Slice(rows, last, rows == 0 ? 0 : move(connection, subscription, after + 1, last));
            }
        }
    }

    private static Optional<Long> find(Connection connection, String subscription, String id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT sequence FROM dead_letter WHERE subscription = ? AND id = ?")) {
            statement.setString(1, subscription);
            statement.setString(2, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    /** Those whose event has expired meanwhile only go: there is nothing left to try. */
    private int move(Connection connection, String subscription, long first, long last) throws SQLException {
        try (PreparedStatement retry = connection.prepareStatement(RETRY);
                PreparedStatement delete = connection.prepareStatement(
                        "DELETE FROM dead_letter WHERE subscription = ? AND sequence BETWEEN ? AND ?")) {
            retry.setLong(1, clock.millis());
            retry.setString(2, subscription);
            retry.setLong(3, first);
            retry.setLong(4, last);
            int retried = retry.executeUpdate();
            delete.setString(1, subscription);
            delete.setLong(2, first);
            delete.setLong(3, last);
            delete.executeUpdate();
            return retried;
        }
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                Optional.ofNullable(row.getString(4)),
                row.getString(5),
                row.getInt(6),
                Optional.ofNullable(row.getString(7)),
                Optional.ofNullable(row.getString(8)),
                Instant.ofEpochMilli(row.getLong(9)));
    }
}
