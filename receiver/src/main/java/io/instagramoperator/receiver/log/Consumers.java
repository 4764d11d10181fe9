package io.instagramoperator.receiver.log;

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
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** Applications that read under a name: the log remembers for each how far it has come. */
@Singleton
public final class Consumers {

    /** So that names that are made up and forgotten do not fill the log. */
    public static final int MOST = 1_000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

    private final EventLog log;
    private final Clock clock;

    @Inject
    public Consumers(EventLog log) {
        this(log, Clock.systemUTC());
    }

    Consumers(EventLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * A consumer that has committed.
     *
     * @param cursor where it reads on
     * @param backlog how many of the events held follow the cursor, of whatever type
     * @param committedAt when, in milliseconds
     */
    public record Consumer(String name, Cursor cursor, long backlog, Instant committedAt) {}

    /** What became of a commit. */
    public sealed interface Commitment {

        /** It is on the disk. */
        record Stored() implements Commitment {}

        /**
         * The cursor is of no event that there is, perhaps of another log.
         *
         * @param newest the last cursor that could be committed
         */
        record Ahead(Cursor newest) implements Commitment {}

        /** It would be a new consumer, and there are {@link #MOST} of them. */
        record TooMany() implements Commitment {}
    }

    /** Whether a text can be the name of a consumer: as the value of a Kubernetes label, but not empty. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Reads what follows the cursor that was committed; from the earliest event held if none was. Blocks on the disk. */
    public Slice read(String name, Filter filter, PageSize most) {
        return log.query(connection -> Reading.slice(connection, committed(connection, name), filter, most));
    }

    /**
     * Remembers a cursor, also one that lies behind the one before: the events after it are then read again.
     *
     * @return completed on the thread that writes, after the disk has it
     */
    public CompletionStage<Commitment> commit(String name, Cursor cursor) {
        return log.write(transaction -> {
            Connection connection = transaction.connection();
            long newest = Reading.bounds(connection).last();
            if (cursor.sequence() > newest) {
                return new Commitment.Ahead(new Cursor(newest));
            }
            if (committed(connection, name).isEmpty() && count(connection) >= MOST) {
                return new Commitment.TooMany();
            }
            store(connection, name, cursor);
            return new Commitment.Stored();
        });
    }

    /** All that have committed, by name. Blocks on the disk. */
    public List<Consumer> list() {
        return log.query(connection -> {
            Bounds bounds = Reading.bounds(connection);
            List<Consumer> consumers = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(
                            "SELECT name, sequence, committed FROM consumer ORDER BY name");
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Cursor cursor = new Cursor(row.getLong(2));
                    consumers.add(new Consumer(
                            row.getString(1),
                            cursor,
                            bounds.eventsAfter(cursor),
                            Instant.ofEpochMilli(row.getLong(3))));
                }
            }
            return consumers;
        });
    }

    /**
     * Forgets a consumer.
     *
     * @return whether there was one; completed on the thread that writes, after the disk has it
     */
    public CompletionStage<Boolean> delete(String name) {
        return log.write(transaction -> {
            try (PreparedStatement statement =
                    transaction.connection().prepareStatement("DELETE FROM consumer WHERE name = ?")) {
                statement.setString(1, name);
                return statement.executeUpdate() > 0;
            }
        });
    }

    private void store(Connection connection, String name, Cursor cursor) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO consumer (name, sequence, committed) VALUES (?, ?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET sequence = excluded.sequence, committed = excluded.committed")) {
            statement.setString(1, name);
            statement.setLong(2, cursor.sequence());
            statement.setLong(3, clock.millis());
            statement.executeUpdate();
        }
    }

    private static Optional<Cursor> committed(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT sequence FROM consumer WHERE name = ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(new Cursor(row.getLong(1))) : Optional.empty();
            }
        }
    }

    private static int count(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT count(*) FROM consumer");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }
}
