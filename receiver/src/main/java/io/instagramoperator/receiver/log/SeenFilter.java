package io.instagramoperator.receiver.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Tells of most fingerprints that they are not in the table {@code seen}, without asking it: a Bloom filter. Of eight million
 * entries it lets one in forty others pass; of many more it only helps less. Each that passes is looked for in all runs. Safe for any
 * number of threads.
 */
final class SeenFilter {

    /** 8 MiB, which only a receiver has that has taken some ten thousand events. */
    private static final int BITS_LOG2 = 26;

    /** What the processor fetches at once. All bits of a fingerprint are in one block, so that it waits for memory once. */
    private static final int BLOCK_BITS_LOG2 = 9;

    private static final int PROBES = 4;
    private static final int ROWS_PER_SLICE = 80;

    /** None until there is something to add: most receivers have few events, and this would be a tenth of their objects. */
    private volatile @Nullable AtomicLongArray bits;

    /** Up to where what the table held at the beginning has been added. */
    private long filledTo;

    private volatile boolean complete;

    /** To be called for all that goes into the table. */
    void add(Fingerprint fingerprint) {
        AtomicLongArray bits = bitsToAddTo();
        for (int probe = 0; probe < PROBES; probe++) {
            int bit = bit(fingerprint, probe);
            bits.getAndAccumulate(bit >> 6, 1L << bit, (before, added) -> before | added);
        }
    }

    /** False only if it is surely not in the table. */
    boolean mayContain(Fingerprint fingerprint) {
        if (!complete) {
            return true;
        }
        AtomicLongArray bits = this.bits;
        if (bits == null) {
            return false;
        }
        for (int probe = 0; probe < PROBES; probe++) {
            int bit = bit(fingerprint, probe);
            if ((bits.get(bit >> 6) & (1L << bit)) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether all that was in the table has been added. */
    boolean isComplete() {
        return complete;
    }

    /** Adds a slice of what was in the table at the beginning. Only to be called by one thread. */
    void fill(Connection connection) throws SQLException {
        // What is merged meanwhile goes to a higher place, so that it is not missed.
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT place, entries FROM seen WHERE place > ? ORDER BY place LIMIT " + ROWS_PER_SLICE)) {
            statement.setLong(1, filledTo);
            int rows = 0;
            try (ResultSet row = statement.executeQuery()) {
                for (; row.next(); rows++) {
                    filledTo = row.getLong(1);
                    SortedRun.read(row.getBytes(2)).forEach(this::add);
                }
            }
            complete = rows < ROWS_PER_SLICE;
        }
    }

    private AtomicLongArray bitsToAddTo() {
        AtomicLongArray existing = bits;
        return existing == null ? firstBits() : existing;
    }

    private synchronized AtomicLongArray firstBits() {
        AtomicLongArray existing = bits;
        if (existing == null) {
            existing = new AtomicLongArray(1 << (BITS_LOG2 - 6));
            bits = existing;
        }
        return existing;
    }

    /** All bits of a fingerprint are equally good. With the first ones for the block, those of one bucket of a run are side by side. */
    private static int bit(Fingerprint fingerprint, int probe) {
        int block = (int) (fingerprint.high() >>> (Long.SIZE - (BITS_LOG2 - BLOCK_BITS_LOG2)));
        int inBlock = (int) (fingerprint.low() >>> (probe * BLOCK_BITS_LOG2)) & ((1 << BLOCK_BITS_LOG2) - 1);
        return block << BLOCK_BITS_LOG2 | inBlock;
    }
}
