package io.instagramoperator.receiver.log;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * The memory of which events have been stored, so that each is stored once however often it comes.
 *
 * <p>Most of it is the table {@code seen}. Fingerprints come in no order: put there one by one, each would change a page of
 * its own, and a page is written twice. So the newest are kept here and, one row per commit, in the table {@code fresh};
 * once they are many, they go into the table as a run in their order, a few with each commit. Only used by the thread that writes,
 * but for {@link #recent}.
 */
final class Seen {

    /** So many that a run is worth being looked at; few enough to be no burden to memory and start-up. */
    private static final int RUN = 32_768;

    /** A run is in the table before the next one is complete. */
    private static final int MOVED_PER_ADDED = 2;

    /** Each is merged once for each length of runs that there is, and there are no more of these than that. */
    private static final int MERGED_PER_ADDED = 8;

    private final int runLength;
    private final PreparedStatement keep;
    private final PreparedStatement forget;
    private final SeenTable table;
    private final SeenMerges merges;

    /** Those that are not, or not surely, in the table. Read by others, too. */
    private final RecentFingerprints recent = new RecentFingerprints();

    private final SeenFilter filter = new SeenFilter();
    private final List<Fingerprint> added = new ArrayList<>();

    private long last;
    private Optional<Move> move = Optional.empty();

    Seen(Connection connection) throws SQLException {
        this(connection, RUN);
    }

    Seen(Connection connection, int runLength) throws SQLException {
        this.runLength = runLength;
        keep = connection.prepareStatement("INSERT INTO fresh VALUES (?, ?)");
        forget = connection.prepareStatement("DELETE FROM fresh WHERE sequence <= ?");
        table = new SeenTable(connection);
        merges = new SeenMerges(table);
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

    boolean contains(Fingerprint fingerprint) throws SQLException {
        return recent.sequenceOf(fingerprint).isPresent()
                || (filter.mayContain(fingerprint) && table.find(fingerprint).isPresent());
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
        if (move.isEmpty() && recent.size() >= runLength) {
            move = Optional.of(new Move(table.begin(SeenRun.bitsFor(runLength)), lastSequence));
        }
        if (move.isPresent()) {
            move.get().goOn(MOVED_PER_ADDED * added.size(), TimeUnit.MILLISECONDS.toDays(received.toEpochMilli()));
        }
        merges.goOn((long) MERGED_PER_ADDED * added.size());
        added.clear();
    }

    /** Only now can others find in the table what was moved there. */
    void committed() {
        if (move.isPresent() && move.get().isOver()) {
            recent.keepBetween(move.get().last, Long.MAX_VALUE);
            table.add(move.get().run);
            move = Optional.empty();
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

    /** Of what is in memory and in the table {@code fresh}, to a run. */
    private final class Move {

        private final SeenRun run;

        /** The sequence of the last that belongs to it. */
        private final long last;

        private int bucket;

        Move(SeenRun run, long last) {
            this.run = run;
            this.last = last;
        }

        boolean isOver() {
            return bucket == run.buckets();
        }

        void goOn(int atLeast, long day) throws SQLException {
            int moved = 0;
            while (moved < atLeast && !isOver()) {
                SortedRun some = recent.inBucket(run, bucket, last);
                table.write(run, bucket, new SeenTable.Bucket(day, some));
                some.forEach(filter::add);
                moved += some.size();
                bucket++;
            }
            if (isOver()) {
                forget.setLong(1, last);
                forget.executeUpdate();
            }
        }
    }
}
