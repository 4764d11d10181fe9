package io.instagramoperator.receiver.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The transaction that the writer has open. Only to be used inside the {@link Work} that got it. */
public final class Transaction {

    private final Connection connection;
    private final PreparedStatement insertEvent;
    private final PreparedStatement insertContent;
    private final List<Header> appended = new ArrayList<>();
    private long lastSequence;

    Transaction(Connection connection) throws SQLException {
        this.connection = connection;
        insertEvent = connection.prepareStatement(
                "INSERT INTO event (sequence, id, event, conversation, time, received) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (id) DO NOTHING");
        insertContent = connection.prepareStatement("INSERT INTO content (sequence, data, raw) VALUES (?, ?, ?)");
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT coalesce(max(sequence), 0) FROM event")) {
            row.next();
            lastSequence = row.getLong(1);
        }
    }

    /** For reading and writing tables other than {@code event} and {@code content}. Not to be closed or committed. */
    public Connection connection() {
        return connection;
    }

    /**
     * Appends an event.
     *
     * @return empty if the log has seen its id before
     */
    public Optional<Header> append(Event event) throws SQLException {
        long sequence = lastSequence + 1;
        insertEvent.setLong(1, sequence);
        insertEvent.setString(2, event.id());
        insertEvent.setString(3, event.event());
        if (event.conversation().isPresent()) {
            insertEvent.setString(4, event.conversation().get());
        } else {
            insertEvent.setNull(4, Types.VARCHAR);
        }
        insertEvent.setLong(5, event.time().toEpochMilli());
        insertEvent.setLong(6, event.received().toEpochMilli());
        if (insertEvent.executeUpdate() == 0) {
            return Optional.empty();
        }
        insertContent.setLong(1, sequence);
        insertContent.setString(2, event.data());
        if (event.raw().isPresent()) {
            insertContent.setBytes(3, event.raw().get().bytes());
        } else {
            insertContent.setNull(3, Types.BLOB);
        }
        insertContent.executeUpdate();
        lastSequence = sequence;
        Header header = new Header(sequence, event.id(), event.event(), event.conversation());
        appended.add(header);
        return Optional.of(header);
    }

    Appended appendAll(List<Event> events) throws SQLException {
        List<Header> stored = new ArrayList<>(events.size());
        for (Event event : events) {
            append(event).ifPresent(stored::add);
        }
        return new Appended(stored, events.size() - stored.size());
    }

    /** What has been appended since {@link #begin}. */
    List<Header> appended() {
        return List.copyOf(appended);
    }

    void begin() {
        appended.clear();
    }

    /** How much has been appended up to here, to be given to {@link #undoTo}. */
    int mark() {
        return appended.size();
    }

    /** Forgets what was appended after a mark, because the database has undone it. */
    void undoTo(int mark) {
        lastSequence -= appended.size() - mark;
        appended.subList(mark, appended.size()).clear();
    }
}
