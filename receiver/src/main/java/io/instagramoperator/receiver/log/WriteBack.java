package io.instagramoperator.receiver.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jboss.logging.Logger;

/**
 * Keeps the write-ahead log from growing without bound. SQLite writes it back into the database after a commit, but tells nobody when
 * that fails, and cannot begin it anew while somebody reads.
 */
final class WriteBack {

    private static final Logger LOG = Logger.getLogger(WriteBack.class);

    /** What is larger should have been written back by the writer. */
    private static final long LARGE_BYTES = 20L << 20;

    /** What is larger is begun anew at the next moment at which nobody reads. */
    private static final long TOO_LARGE_BYTES = 64L << 20;

    /** The writer waits meanwhile. */
    private static final int WAIT_FOR_READERS_MILLIS = 100;

    private final Database database;

    WriteBack(Database database) {
        this.database = database;
    }

    /**
     * Writes back if that is overdue.
     *
     * @throws SQLException if the disk fails
     */
    void check() throws SQLException {
        long bytes = database.writeAheadLogBytes();
        if (bytes > LARGE_BYTES) {
            try (Connection connection = database.checkpointer(WAIT_FOR_READERS_MILLIS)) {
                run(connection, bytes > TOO_LARGE_BYTES ? "TRUNCATE" : "PASSIVE");
            }
        }
    }

    private static void run(Connection connection, String mode) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
            row.next();
            LOG.debugf(
                    "Write-ahead log written back mode=%s busy=%d pages=%d of=%d",
                    mode, row.getInt(1), row.getInt(3), row.getInt(2));
        }
    }
}
