package io.instagramoperator.receiver.log;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Writes the write-ahead log back into the database, beside the writer: otherwise all who wait for a commit wait for that, too. SQLite
 * begins the write-ahead log anew only when all of it has been written back, and the writer has always written more meanwhile, so the
 * rest is left to the writer: what came during the last time, instead of all.
 *
 * <p>Also keeps the write-ahead log from growing without bound. SQLite tells nobody when the writer fails to write it back, and cannot
 * begin it anew while somebody reads.
 */
final class WriteBack {

    private static final Logger LOG = Logger.getLogger(WriteBack.class);

    /** About a quarter of what the writer leaves there before it writes back itself. */
    private static final long PORTION_BYTES = 4L << 20;

    /** What is larger should have been written back by the writer. */
    private static final long LARGE_BYTES = 20L << 20;

    /** What is larger is begun anew at the next moment at which nobody reads. */
    private static final long TOO_LARGE_BYTES = 64L << 20;

    private static final int IDLE_SECONDS = 10;

    private final Database database;

    /** Open all the time, as a process that has no file descriptor left can open none. */
    private final Connection connection;

    private final Runnable onFailure;

    /** There is a thread only while there is much to do. After {@link #close} nothing is done: the writer goes on for a moment. */
    private final ExecutorService thread = new ThreadPoolExecutor(
            0,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("log-write-back").daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    private final AtomicBoolean due = new AtomicBoolean();
    private long writtenBytes;

    /**
     * For this database.
     *
     * @param connection is for this alone, and closed with it
     * @param onFailure ends the process: the disk fails
     */
    WriteBack(Database database, Connection connection, Runnable onFailure) throws SQLException {
        this.database = database;
        this.connection = connection;
        this.onFailure = onFailure;
        // SQLite opens the files with the first statement.
        Format.of(connection);
    }

    /** To be called by the writer after each commit, with about how much it held. Only hands over. */
    void committed(long bytes) {
        writtenBytes += bytes;
        if (writtenBytes >= PORTION_BYTES && begin(false)) {
            writtenBytes = 0;
        }
    }

    /**
     * Writes back if the writer did not, or if the disk has little room: then it gets that of the write-ahead log, and that of pages which
     * have been cut off the database. To be called about every second. Only hands over.
     */
    void check(FreeSpace space) {
        long bytes = database.writeAheadLogBytes();
        // The database may grow by as much, and a disk that is full in the middle of it ends the process.
        boolean makesRoom = space.isLow() && bytes > 0 && bytes < space.bytes();
        if (bytes > LARGE_BYTES || makesRoom) {
            begin(bytes > TOO_LARGE_BYTES || makesRoom);
        }
    }

    /** Ends what is going on. To be called before the writer's connection is closed, which writes back the rest. */
    void close() throws SQLException {
        thread.close();
        connection.close();
    }

    /** False if it is being done already: two at once would only be in each other's way. */
    private boolean begin(boolean truncate) {
        boolean begins = due.compareAndSet(false, true);
        if (begins) {
            try {
                thread.execute(() -> writeBack(truncate));
            } catch (Error e) {
                // No thread can be had now; another time.
                due.set(false);
                throw e;
            }
        }
        return begins;
    }

    private void writeBack(boolean truncate) {
        try {
            // Whatever comes after: to truncate, SQLite keeps the writer waiting while it writes back what is left.
            run("PASSIVE");
            // SQLite itself does so only at the end, when the writer would wait for it.
            database.sync();
            if (truncate) {
                run("TRUNCATE");
            }
        } catch (SQLException | IOException e) {
            LOG.fatal(
                    "The write-ahead log cannot be written back into the database; the process ends so that a new one"
                            + " reads what the disk holds",
                    e);
            onFailure.run();
        } finally {
            due.set(false);
        }
    }

    private void run(String mode) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
            row.next();
            LOG.debugf(
                    "Write-ahead log written back mode=%s busy=%d pages=%d of=%d",
                    mode, row.getInt(1), row.getInt(3), row.getInt(2));
        }
    }
}
