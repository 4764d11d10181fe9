package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.log.Bounds;
import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.log.EventLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Wishes of subscriptions to get events once more. After one that was taken, {@link Deliveries#wake} is to be called. */
@Singleton
public final class Replays {

    /** Of one subscription at a time: each is read beside the others. */
    public static final int MOST = 10;

    private final EventLog log;
    private final Clock clock;

    @Inject
    public Replays(EventLog log) {
        this(log, Clock.systemUTC());
    }

    Replays(EventLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** What became of a wish. */
    public sealed interface Answer {

        /**
         * It is on the disk.
         *
         * @param replay its number, from 1
         * @param events how many the stretch of the log has, those among them that the subscription does not get
         */
        record Accepted(long replay, long events) implements Answer {}

        /** The log holds no event of this stretch. */
        record Nothing() implements Answer {}

        /**
         * The log does not hold what follows the cursor.
         *
         * @param earliest the cursor that is followed by the earliest event held
         */
        record Expired(Cursor earliest) implements Answer {}

        /** {@link #MOST} are not done yet. */
        record TooMany() implements Answer {}
    }

    /** Events of the log: those behind {@code after}, up to {@code last}. */
    private record Part(long after, long last) {}

    /**
     * Has a stretch of the log, as far as it goes now, delivered once more. Finding it blocks on the disk.
     *
     * @return completed on the thread that writes, after the disk has it
     */
    public CompletionStage<Answer> replay(String subscription, Stretch stretch) {
        Bounds bounds = log.bounds();
        long before = bounds.earliest() - 1;
        if (stretch instanceof Stretch.After(Cursor cursor)
                && (cursor.sequence() < before || cursor.sequence() > bounds.last())) {
            return CompletableFuture.completedFuture(new Answer.Expired(new Cursor(before)));
        }
        Part part = log.query(connection -> part(stretch, bounds, connection));
        if (part.last <= part.after) {
            return CompletableFuture.completedFuture(new Answer.Nothing());
        }
        Optional<String> conversation =
                stretch instanceof Stretch.Conversation(String igsid) ? Optional.of(igsid) : Optional.empty();
        return log.write(transaction -> store(transaction.connection(), subscription, part, conversation));
    }

    private static Part part(Stretch stretch, Bounds bounds, Connection connection) throws SQLException {
        ReceivedTimes times = new ReceivedTimes(connection, bounds);
        return switch (stretch) {
            case Stretch.Times(var from, var to) ->
                new Part(times.firstFrom(from) - 1, to.isPresent() ? times.lastBefore(to.get()) : bounds.last());
            case Stretch.After(Cursor cursor) -> new Part(cursor.sequence(), bounds.last());
            case Stretch.Conversation _ -> new Part(bounds.earliest() - 1, bounds.last());
        };
    }

    private Answer store(Connection connection, String subscription, Part part, Optional<String> conversation)
            throws SQLException {
        if (number(connection, "SELECT count(*) FROM replay WHERE subscription = ?", subscription) >= MOST) {
            return new Answer.TooMany();
        }
        // Events of an earlier replay may still wait for their next attempt when all of it has been read.
        long replay = 1
                + number(
                        connection,
                        "SELECT coalesce(max(replay), 0) FROM (SELECT subscription, replay FROM replay"
                                + " UNION ALL SELECT subscription, replay FROM parked) WHERE subscription = ?",
                        subscription);
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO replay (subscription, replay, settled, position, open, last, conversation, asked)"
                        + " VALUES (?1, ?2, ?3, ?3, x'', ?4, ?5, ?6)")) {
            statement.setString(1, subscription);
            statement.setLong(2, replay);
            statement.setLong(3, part.after);
            statement.setLong(4, part.last);
            SubscriptionStore.setText(statement, 5, conversation);
            statement.setLong(6, clock.millis());
            statement.executeUpdate();
        }
        return new Answer.Accepted(replay, part.last - part.after);
    }

    private static long number(Connection connection, String sql, String subscription) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, subscription);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
