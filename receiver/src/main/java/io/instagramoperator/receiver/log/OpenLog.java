package io.instagramoperator.receiver.log;

import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/** A log that is open: its files, its writer, its readers. */
record OpenLog(
        Path folder,
        Database database,
        FreeSpace space,
        Seen seen,
        Writer writer,
        Readers readers,
        WriteBack writeBack) {

    private static final Logger LOG = Logger.getLogger(OpenLog.class);

    /** Reads 100,000 fingerprints a second, of which nobody notices anything. */
    private static final int FILTER_SLICES = 10;

    /** See {@link Database#open}. */
    static OpenLog open(Path folder, Tail tail, Timer commitTimer, Runnable onFailure) {
        Database database = Database.open(folder);
        List<Connection> connections = new ArrayList<>();
        try {
            FreeSpace space = FreeSpace.of(folder);
            Connection writing = database.writer();
            connections.add(writing);
            Connection writingBack = database.checkpointer();
            connections.add(writingBack);
            Runnable fail = () -> {
                database.markAsFailed();
                onFailure.run();
            };
            Seen seen = new Seen(writing);
            WriteBack writeBack = new WriteBack(database, writingBack, fail);
            Writer writer = new Writer(writing, seen, space, tail, writeBack, commitTimer, fail);
            OpenLog log =
                    new OpenLog(folder, database, space, seen, writer, new Readers(database::reader, fail), writeBack);
            log.start();
            return log;
        } catch (SQLException | IOException e) {
            if (e instanceof SQLException failure && Soundness.isDamage(failure)) {
                database.markAsFailed();
            }
            connections.forEach(OpenLog::close);
            database.close();
            throw new LogUnavailableException(
                    LogState.FAILED, "store.embedded.path: '" + folder + "' cannot be opened: " + e, e);
        } catch (RuntimeException | Error e) {
            // Whoever tries again would find it in use.
            connections.forEach(OpenLog::close);
            database.close();
            throw e;
        }
    }

    private void start() throws SQLException {
        try {
            writer.start();
        } catch (Error e) {
            // No thread can be had; whoever tries again opens other connections.
            readers.close();
            throw e;
        }
    }

    /** To be called about every second. Ends the process if the disk fails. */
    void tend() {
        space.check();
        for (int slice = 0; slice < FILTER_SLICES && !seen.filter().isComplete(); slice++) {
            readers.query(connection -> {
                seen.filter().fill(connection);
                return connection;
            });
        }
        writeBack.check(space);
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("A connection that was of no use was not closed", e);
        }
    }

    /** Reads the event with this id from its one place, if the log has seen it. */
    <T> Optional<T> find(String id, Lookup<T> lookup) {
        Fingerprint fingerprint = Fingerprint.of(id);
        OptionalLong recent = seen.recent(fingerprint);
        return readers.query(connection -> {
            OptionalLong sequence = recent.isPresent() || !seen.filter().mayContain(fingerprint)
                    ? recent
                    : Reading.seen(connection, fingerprint);
            return sequence.isPresent() ? lookup.read(connection, sequence.getAsLong(), id) : Optional.empty();
        });
    }

    /** Reads something of the event with this sequence, if it is still held and has this id. */
    @FunctionalInterface
    interface Lookup<T> {
        Optional<T> read(Connection connection, long sequence, String id) throws SQLException;
    }

    LogState state() {
        LogState state = writer.state();
        return state == LogState.OPEN && space.isLow() ? LogState.FULL : state;
    }

    void close() {
        try {
            // The writer last: who closes the last connection writes the write-ahead log back, and readers cannot.
            readers.close();
            writeBack.close();
            writer.close();
            database.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the log was not closed properly; nothing acknowledged is lost", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
