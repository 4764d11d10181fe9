package io.instagramoperator.receiver.log;

import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** A log that is open: its files, its writer, its readers. */
record OpenLog(Path folder, Database database, FreeSpace space, Writer writer, Readers readers) {

    /** See {@link Database#open}. */
    static OpenLog open(Path folder, Tail tail, Timer commitTimer, Runnable onFailure) {
        Database database = Database.open(folder);
        try {
            FreeSpace space = FreeSpace.of(folder);
            Writer writer = new Writer(database.writer(), space, tail, commitTimer, onFailure);
            OpenLog log = new OpenLog(folder, database, space, writer, new Readers(database));
            writer.start();
            return log;
        } catch (SQLException | IOException e) {
            database.close();
            throw new LogUnavailableException(
                    LogState.FAILED, "store.embedded.path: '" + folder + "' cannot be opened: " + e, e);
        }
    }

    LogState state() {
        LogState state = writer.state();
        return state == LogState.OPEN && space.isLow() ? LogState.FULL : state;
    }

    void close() {
        try {
            // The writer last: who closes the last connection writes the write-ahead log back, and readers cannot.
            readers.close();
            writer.close();
            database.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the log was not closed properly; nothing acknowledged is lost", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
