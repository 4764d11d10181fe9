package io.instagramoperator.receiver.log;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The memory of which events have been stored, so that each is stored once however often it comes.
 *
 * <p>Most of it is the table {@code seen}. Fingerprints come in no order: put there one by one, each would change a page of
 * its own, and a page is written twice. So the newest are kept here and, one row per commit, in the table {@code fresh};
 * once they are many, they go into the table in their order, a few with each commit. Only used by the thread that writes,
 * but for {@link #recent}.
 */
final class Seen {

    /** So many that a page of the table gets several at once; few enough to be no burden to memory and start-up. */
    private static final int RUN = 32_768;

    /** A run is in the table before the next one is complete. */
    private static final int MOVED_PER_ADDED = 2;

    private static final int LOOKED_UP_AT_ONCE = 32;
    private static final int MOVED_AT_ONCE = 16;

    private final int runLength;
    private final PreparedStatement lookUp;
    private final PreparedStatement lookUpMany;
    private final PreparedStatement keep;
    private final PreparedStatement move;
    private final PreparedStatement moveMany;
    private final PreparedStatement forget;

    /** Those that are not, or not surely, in the table. Read by others, too. */
    private final RecentFingerprints recent = new RecentFingerprints();

    private final SeenFilter filter = new SeenFilter();
    private final List<Fingerprint> added = new ArrayList<>();
    private final Set<Fingerprint> lookedUp = new HashSet<>();
    private final Set<Fingerprint> found = new HashSet<>();

    private long last;
    private List<Fingerprint> run = List.of();
    private int moved;
    private long runEnd;

    Seen(Connection connection) throws SQLException {
        this(connection, RUN);
    }

    Seen(Connection connection, int runLength) throws SQLException {
        this.runLength = runLength;
        String select = "SELECT fingerprint FROM seen WHERE fingerprint ";
        lookUp = connection.prepareStatement(select + "= ?");
        lookUpMany = connection.prepareStatement(select + "IN (?" + ", ?".repeat(LOOKED_UP_AT_ONCE - 1) + ")");
        keep = connection.prepareStatement("INSERT INTO fresh VALUES (?, ?)");
        String insert = "INSERT INTO seen (day, fingerprint, sequence) VALUES (?1, ?, ?)";
        // A run that was on its way when the process ended is moved again from its beginning.
        String again = " ON CONFLICT DO NOTHING";
        move = connection.prepareStatement(insert + again);
        moveMany = connection.prepareStatement(insert + ", (?1, ?, ?)".repeat(MOVED_AT_ONCE - 1) + again);
        forget = connection.prepareStatement("DELETE FROM fresh WHERE sequence <= ?");
        readFresh(connection);
        filter.fill(connection);
    }

    /** Spares most look-ups, once all that is in the table has been added to it. */
    SeenFilter filter() {
        return filter;
    }

    /** The sequence of an event of which {@code seen} does not know yet. For any thread; perhaps not committed yet. */
    OptionalLong recent(Fingerprint fingerprint) {
        return recent.sequenceOf(fingerprint);
    }

    /** Finds out about many at once, which is cheaper than one by one. */
    void prepare(Collection<Fingerprint> fingerprints) throws SQLException {
        lookedUp.clear();
        found.clear();
        lookedUp.addAll(fingerprints);
        List<Fingerprint> inOrder =
                fingerprints.stream().filter(filter::mayContain).sorted().toList();
        for (int from = 0; from < inOrder.size(); from += LOOKED_UP_AT_ONCE) {
            List<Fingerprint> some = inOrder.subList(from, Math.min(from + LOOKED_UP_AT_ONCE, inOrder.size()));
            lookUp(some.size() == 1 ? lookUp : lookUpMany, some);
        }
    }

    boolean contains(Fingerprint fingerprint) throws SQLException {
        if (recent.sequenceOf(fingerprint).isPresent()) {
            return true;
        }
        if (lookedUp.add(fingerprint) && filter.mayContain(fingerprint)) {
            lookUp(lookUp, List.of(fingerprint));
        }
        return found.contains(fingerprint);
    }

    void add(Fingerprint fingerprint, long sequence) {
        recent.add(fingerprint, sequence);
        added.add(fingerprint);
        last = sequence;
    }

    /** Forgets all but so many of those added since the last commit, because the database has undone them. */
    void undoTo(int mark) {
        int undone = added.size() - mark;
        if (undone > 0) {
            last -= undone;
            recent.keepBetween(0, last + 1);
            added.subList(mark, added.size()).clear();
        }
    }

    /**
     * Writes down what was added since the last call.
     *
     * @param lastSequence of the last one added
     * @param received when the last one was received
     */
    void beforeCommit(long lastSequence, Instant received) throws SQLException {
        if (added.isEmpty()) {
            return;
        }
        ByteBuffer fingerprints = ByteBuffer.allocate(added.size() * Fingerprint.BYTES);
        added.forEach(fingerprint -> fingerprint.writeTo(fingerprints));
        keep.setLong(1, lastSequence);
        keep.setBytes(2, fingerprints.array());
        keep.executeUpdate();
        if (run.isEmpty() && recent.size() >= runLength) {
            run = recent.all().stream().sorted().toList();
            runEnd = lastSequence;
            moved = 0;
        }
        moveOn(MOVED_PER_ADDED * added.size(), TimeUnit.MILLISECONDS.toDays(received.toEpochMilli()));
        added.clear();
    }

    /** Only now can others find in the table what was moved there. */
    void committed() {
        if (isRunMoved()) {
            recent.keepBetween(runEnd, Long.MAX_VALUE);
            run = List.of();
        }
    }

    private void moveOn(int atMost, long day) throws SQLException {
        int end = Math.min(run.size(), moved + atMost);
        while (end - moved >= MOVED_AT_ONCE) {
            move(moveMany, MOVED_AT_ONCE, day);
        }
        while (moved < end) {
            move(move, 1, day);
        }
        if (isRunMoved()) {
            forget.setLong(1, runEnd);
            forget.executeUpdate();
        }
    }

    private boolean isRunMoved() {
        return !run.isEmpty() && moved == run.size();
    }

    private void move(PreparedStatement statement, int count, long day) throws SQLException {
        int parameter = 1;
        statement.setLong(parameter++, day);
        for (Fingerprint fingerprint : run.subList(moved, moved + count)) {
            long sequence = recent.sequenceOf(fingerprint).orElseThrow();
            filter.add(fingerprint);
            statement.setBytes(parameter++, fingerprint.bytes());
            statement.setLong(parameter++, sequence);
        }
        statement.executeUpdate();
        moved += count;
    }

    /** Too few for the statement are filled up with the last of them. */
    private void lookUp(PreparedStatement statement, List<Fingerprint> fingerprints) throws SQLException {
        int places = statement == lookUp ? 1 : LOOKED_UP_AT_ONCE;
        for (int i = 0; i < places; i++) {
            statement.setBytes(
                    i + 1,
                    fingerprints.get(Math.min(i, fingerprints.size() - 1)).bytes());
        }
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(Fingerprint.read(ByteBuffer.wrap(row.getBytes(1))));
            }
        }
    }

    private void readFresh(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT sequence, fingerprints FROM fresh")) {
            while (row.next()) {
                ByteBuffer fingerprints = ByteBuffer.wrap(row.getBytes(2));
                long sequence = row.getLong(1) - fingerprints.remaining() / Fingerprint.BYTES;
                while (fingerprints.hasRemaining()) {
                    recent.add(Fingerprint.read(fingerprints), ++sequence);
                }
            }
        }
    }
}
