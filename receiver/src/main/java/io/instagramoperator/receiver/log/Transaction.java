package io.instagramoperator.receiver.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.instagramoperator.instagram.payload.RawJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The transaction that the writer has open. Only to be used inside the {@link Work} that got it. */
public final class Transaction {

    /** The driver keeps what is to be inserted until then. */
    private static final int INSERTED_AT_ONCE = 128;

    private final Connection connection;
    private final PreparedStatement insert;
    private final Seen seen;
    private final List<Header> appended = new ArrayList<>();
    private int notInserted;
    private long bytes;
    private long lastSequence;

    private Instant lastReceived = Instant.EPOCH;

    Transaction(Connection connection, Seen seen) throws SQLException {
        this.connection = connection;
        this.seen = seen;
        // The driver copies bytes once, but a text three times. That bytes are a text costs SQLite nothing.
        insert = connection.prepareStatement("INSERT INTO event VALUES"
                + " (?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, CAST(? AS TEXT), ?)");
        lastSequence = Reading.bounds(connection).last();
    }

    /** For reading and writing tables other than those of the events. Not to be closed or committed. */
    public Connection connection() {
        return connection;
    }

    /**
     * Appends an event.
     *
     * @return empty if the log has seen its id before
     */
    public Optional<Header> append(Event event) throws SQLException {
        Optional<Header> header = append(Unseen.of(event));
        insert();
        return header;
    }

    /** Whether an event with this id was appended in the last 7 days at least, or is about to be. */
    public boolean hasSeen(String id) throws SQLException {
        return seen.contains(Fingerprint.of(id));
    }

    private Optional<Header> append(Unseen unseen) throws SQLException {
        if (seen.contains(unseen.fingerprint())) {
            return Optional.empty();
        }
        Event event = unseen.event();
        long sequence = lastSequence + 1;
        insert.setLong(1, sequence);
        insert.setBytes(2, event.id().getBytes(UTF_8));
        insert.setBytes(3, event.event().getBytes(UTF_8));
        if (event.conversation().isPresent()) {
            insert.setBytes(4, event.conversation().get().getBytes(UTF_8));
        } else {
            insert.setNull(4, Types.BLOB);
        }
        insert.setLong(5, event.time().toEpochMilli());
        insert.setLong(6, event.received().toEpochMilli());
        insert.setBytes(7, event.data().bytes());
        if (event.raw().isPresent()) {
            insert.setBytes(8, event.raw().get().bytes());
        } else {
            insert.setNull(8, Types.BLOB);
        }
        insert.addBatch();
        notInserted++;
        bytes += event.data().length() + event.raw().map(RawJson::length).orElse(0);
        if (notInserted == INSERTED_AT_ONCE) {
            insert();
        }
        seen.add(unseen.fingerprint(), sequence);
        lastSequence = sequence;
        lastReceived = event.received();
        Header header = new Header(sequence, event.id(), event.event(), event.conversation());
        appended.add(header);
        return Optional.of(header);
    }

    /** Whoever reads the table of events afterwards has them {@linkplain #insert inserted} before. */
    Appended appendAll(List<Unseen> events) throws SQLException {
        List<Header> stored = new ArrayList<>(events.size());
        for (Unseen event : events) {
            append(event).ifPresent(stored::add);
        }
        return new Appended(stored, events.size() - stored.size());
    }

    /** Inserts what has been appended. Many at once, as the driver does more for each execution than SQLite for each row. */
    void insert() throws SQLException {
        if (notInserted > 0) {
            notInserted = 0;
            insert.executeLargeBatch();
        }
    }

    /** What has been appended since {@link #begin}. */
    List<Header> appended() {
        return List.copyOf(appended);
    }

    /** About how much has been appended since {@link #begin}. */
    long bytes() {
        return bytes;
    }

    /** Forgets the transaction before. */
    void begin() {
        appended.clear();
        bytes = 0;
    }

    void beforeCommit() throws SQLException {
        insert();
        seen.beforeCommit(lastSequence, lastReceived);
    }

    void committed() {
        seen.committed();
    }

    /** How much has been appended up to here, to be given to {@link #undoTo}. */
    int mark() {
        return appended.size();
    }

    /** Forgets what was appended after a mark, because the database has undone it. */
    void undoTo(int mark) {
        lastSequence -= appended.size() - mark;
        seen.undoTo(mark);
        appended.subList(mark, appended.size()).clear();
    }
}
