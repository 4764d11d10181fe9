package io.instagramoperator.receiver.gap;

import io.instagramoperator.receiver.event.Recovered;
import io.instagramoperator.receiver.gap.Gap.State;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.Header;
import io.instagramoperator.receiver.log.Transaction;
import io.instagramoperator.receiver.reply.Echoes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;

/** The marks and the last gap, in the database of the log. Every method blocks on the disk. */
final class GapStore {

    private final EventLog log;

    GapStore(EventLog log) {
        this.log = log;
    }

    /**
     * Changes the marks.
     *
     * @return what they are now
     * @throws CompletionException if the log is not open
     */
    Marks change(UnaryOperator<Marks> change) {
        return log.write(transaction -> {
                    Connection connection = transaction.connection();
                    Marks before = marks(connection);
                    Marks after = change.apply(before);
                    if (!after.equals(before)) {
                        write(connection, before, after);
                    }
                    return after;
                })
                .toCompletableFuture()
                .join();
    }

    /** Forgets everything: webhooks are no longer wanted. */
    void forget() {
        log.write(transaction -> {
                    try (Statement delete = transaction.connection().createStatement()) {
                        delete.executeUpdate("DELETE FROM well");
                        delete.executeUpdate("DELETE FROM outage");
                        delete.executeUpdate("DELETE FROM gap");
                        return delete.executeUpdate("DELETE FROM gap_conversation");
                    }
                })
                .toCompletableFuture()
                .join();
    }

    /** Why nothing can be appended now; empty if it can. */
    Optional<String> obstacle() {
        return log.problem();
    }

    /** The last gap. */
    Optional<Gap> last() {
        return log.query(GapStore::gap);
    }

    /** Whether a conversation was read for the gap that is being read. */
    boolean wasRead(String conversation) {
        return log.query(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT 1 FROM gap_conversation WHERE id = ?")) {
                select.setString(1, conversation);
                try (ResultSet row = select.executeQuery()) {
                    return row.next();
                }
            }
        });
    }

    /**
     * Appends what a conversation has and the log has not, and keeps that it was read, both or neither.
     *
     * @param gap as it was before
     * @return the gap now; empty if it is no longer the one to be read, and then nothing is written
     */
    Optional<Gap> read(Gap gap, String conversation, PastConversation past, int calls) {
        return log.write(transaction -> {
                    if (!isCurrent(transaction.connection(), gap)) {
                        return Optional.<Gap>empty();
                    }
                    int appended = 0;
                    for (Recovered message : past.messages()) {
                        appended += append(transaction, message).isPresent() ? 1 : 0;
                    }
                    try (PreparedStatement insert = transaction
                            .connection()
                            .prepareStatement("INSERT OR REPLACE INTO gap_conversation VALUES (?, ?)")) {
                        insert.setString(1, conversation);
                        insert.setBoolean(2, past.complete());
                        insert.executeUpdate();
                    }
                    Gap now = gap.read(appended, past.complete(), calls);
                    put(transaction.connection(), now);
                    return Optional.of(now);
                })
                .toCompletableFuture()
                .join();
    }

    /** Keeps how far a gap is, unless it is no longer the one to be read. */
    void keep(Gap gap) {
        log.write(transaction -> {
                    boolean current = isCurrent(transaction.connection(), gap);
                    if (current) {
                        put(transaction.connection(), gap);
                    }
                    return current;
                })
                .toCompletableFuture()
                .join();
    }

    /** The one place where something recovered comes onto the log. */
    private static Optional<Header> append(Transaction transaction, Recovered message) throws SQLException {
        for (String id : message.otherIds()) {
            if (transaction.hasSeen(id)) {
                return Optional.empty();
            }
        }
        return transaction.append(
                message.isSent() ? Echoes.named(transaction, message.event(), message.messageId()) : message.event());
    }

    private static boolean isCurrent(Connection connection, Gap gap) throws SQLException {
        return gap(connection)
                .filter(now -> now.id() == gap.id() && now.isToBeRead())
                .isPresent();
    }

    private static Marks marks(Connection connection) throws SQLException {
        return new Marks(
                time(connection, "SELECT at FROM well"), time(connection, "SELECT until FROM outage"), gap(connection));
    }

    private static Optional<Instant> time(Connection connection, String select) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(select)) {
            return row.next() ? Optional.of(instant(row, 1)) : Optional.empty();
        }
    }

    private static void write(Connection connection, Marks before, Marks after) throws SQLException {
        if (after.well().isPresent() && !after.well().equals(before.well())) {
            mark(
                    connection,
                    "INSERT OR REPLACE INTO well VALUES (1, ?)",
                    after.well().get());
        }
        if (after.outages().isPresent() && !after.outages().equals(before.outages())) {
            mark(
                    connection,
                    "INSERT OR REPLACE INTO outage VALUES (1, ?)",
                    after.outages().get());
        }
        if (after.gap().isEmpty() || after.gap().equals(before.gap())) {
            return;
        }
        if (!after.gap().map(Gap::id).equals(before.gap().map(Gap::id))) {
            try (Statement delete = connection.createStatement()) {
                delete.executeUpdate("DELETE FROM gap");
                delete.executeUpdate("DELETE FROM gap_conversation");
            }
        }
        put(connection, after.gap().get());
    }

    private static void mark(Connection connection, String insert, Instant time) throws SQLException {
        try (PreparedStatement mark = connection.prepareStatement(insert)) {
            mark.setLong(1, time.toEpochMilli());
            mark.executeUpdate();
        }
    }

    private static Optional<Gap> gap(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, began, ended, state, recovered, calls, problem,"
                        + " (SELECT count(*) FROM gap_conversation WHERE NOT complete) FROM gap")) {
            if (!row.next()) {
                return Optional.empty();
            }
            Instant ended = instant(row, 3);
            boolean isOver = !row.wasNull();
            return Optional.of(new Gap(
                    row.getLong(1),
                    instant(row, 2),
                    isOver ? Optional.of(ended) : Optional.empty(),
                    State.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                    row.getInt(5),
                    row.getInt(8),
                    row.getInt(6),
                    Optional.ofNullable(row.getString(7))));
        }
    }

    private static void put(Connection connection, Gap gap) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT OR REPLACE INTO gap VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, gap.id());
            insert.setLong(2, gap.began().toEpochMilli());
            if (gap.ended().isPresent()) {
                insert.setLong(3, gap.ended().get().toEpochMilli());
            } else {
                insert.setNull(3, Types.INTEGER);
            }
            insert.setString(4, gap.state().text());
            insert.setInt(5, gap.recovered());
            insert.setInt(6, gap.calls());
            if (gap.problem().isPresent()) {
                insert.setString(7, gap.problem().get());
            } else {
                insert.setNull(7, Types.VARCHAR);
            }
            insert.executeUpdate();
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }
}
