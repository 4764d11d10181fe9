package io.instagramoperator.receiver.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Takes out of the table {@code seen} what need not be recognised any more. It is in the order of fingerprints and not of time, so all of
 * it must be gone through: one slice after the other, over and over.
 */
final class Forgetting {

    /** At one a second, a round takes 68 minutes; of 10 million fingerprints, a slice is 2,400. */
    private static final int SLICES = 4096;

    /** Meta repeats a delivery for up to 36 hours; 7 days are promised. A day more covers clocks that were set. */
    private static final Duration MEMORY = Duration.ofDays(8);

    private int slice;

    /** Goes on to the next slice. */
    void next() {
        slice = (slice + 1) % SLICES;
    }

    /** Whether something in this slice can be forgotten. Only reads, so that a log at rest is not written to. */
    boolean isDue(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT EXISTS (SELECT 1 FROM seen" + where() + ")")) {
            bind(statement, now);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Forgets that. */
    void forget(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM seen" + where())) {
            bind(statement, now);
            statement.executeUpdate();
        }
    }

    /** The last slice has no upper end, which would need one byte more. */
    private String where() {
        return " WHERE fingerprint >= ? AND day < ?" + (slice == SLICES - 1 ? "" : " AND fingerprint < ?");
    }

    private void bind(PreparedStatement statement, Instant now) throws SQLException {
        statement.setBytes(1, start(slice));
        statement.setLong(2, TimeUnit.MILLISECONDS.toDays(now.minus(MEMORY).toEpochMilli()));
        if (slice < SLICES - 1) {
            statement.setBytes(3, start(slice + 1));
        }
    }

    private static byte[] start(int slice) {
        int bits = slice * (0x10000 / SLICES);
        return new byte[] {(byte) (bits >> 8), (byte) bits};
    }
}
