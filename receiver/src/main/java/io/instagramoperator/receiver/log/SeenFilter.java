package io.instagramoperator.receiver.log;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Tells of most fingerprints that they are not in the table {@code seen}, without asking it: a Bloom filter. Of a million entries it
 * lets one in fifty others pass; of many more it only helps less. Safe for any number of threads.
 */
final class SeenFilter {

    /** 1 MiB. */
    private static final int BITS_LOG2 = 23;

    private static final int PROBES = 4;
    private static final int ROWS_PER_SLICE = 10_000;
    private static final byte[] BEFORE_ALL = {};

    private final AtomicLongArray bits = new AtomicLongArray(1 << (BITS_LOG2 - 6));

    /** Up to where what the table held at the beginning has been added. */
    private byte[] filledTo = BEFORE_ALL;

    private volatile boolean complete;

    /** To be called for all that goes into the table. */
    void add(Fingerprint fingerprint) {
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
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT fingerprint FROM seen WHERE fingerprint > ? ORDER BY fingerprint LIMIT " + ROWS_PER_SLICE)) {
            statement.setBytes(1, filledTo);
            int rows = 0;
            try (ResultSet row = statement.executeQuery()) {
                for (; row.next(); rows++) {
                    filledTo = row.getBytes(1);
                    add(Fingerprint.read(ByteBuffer.wrap(filledTo)));
                }
            }
            complete = rows < ROWS_PER_SLICE;
        }
    }

    /** All bits of a fingerprint are equally good: each probe takes others. */
    private static int bit(Fingerprint fingerprint, int probe) {
        long half = probe < 2 ? fingerprint.high() : fingerprint.low();
        return (int) (half >>> (probe % 2 == 0 ? 0 : 32)) & ((1 << BITS_LOG2) - 1);
    }
}
