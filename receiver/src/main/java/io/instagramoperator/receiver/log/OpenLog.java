package io.instagramoperator.receiver.log;

import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/** A log that is open: its files, its writer, its readers. */
record OpenLog(Path folder, Database database, FreeSpace space, Seen seen, Writer writer, Readers readers) {

    /** See {@link Database#open}. */
    static OpenLog open(Path folder, Tail tail, Timer commitTimer, Runnable onFailure) {
        Database database = Database.open(folder);
        try {
            FreeSpace space = FreeSpace.of(folder);
            Connection connection = database.writer();
            Seen seen = new Seen(connection);
            Writer writer = new Writer(connection, seen, space, tail, commitTimer, onFailure);
            OpenLog log = new OpenLog(folder, database, space, seen, writer, new Readers(database));
            writer.start();
            return log;
        } catch (SQLException | IOException e) {
            database.close();
            throw new LogUnavailableException(
                    LogState.FAILED, "store.embedded.path: '" + folder + "' cannot be opened: " + e, e);
        }
    }

    /** Reads the event with this id from its one place, if the log has seen it. */
    <T> Optional<T> find(String id, Lookup<T> lookup) {
        Fingerprint fingerprint = Fingerprint.of(id);
        OptionalLong recent = seen.recent(fingerprint);
        return readers.query(connection -> {
            OptionalLong sequence = recent.isPresent() ? recent : Reading.seen(connection, fingerprint);
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
            writer.close();
            database.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the log was not closed properly; nothing acknowledged is lost", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
