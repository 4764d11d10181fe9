package io.instagramoperator.receiver.log;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * What happens to the files of the log before they are used: they are looked at before SQLite does, which would cut a broken
 * write-ahead log without a word; what is broken is set aside as it is; and what was committed but perhaps not synced is synced.
 */
final class Recovery {

    private static final Logger LOG = Logger.getLogger(Recovery.class);

    private final Path folder;
    private final FreeSpace space;
    private final Path database;
    private final Path writeAheadLog;
    private final Path failed;

    private Recovery(Path folder, FreeSpace space) {
        this.folder = folder;
        this.space = space;
        this.database = folder.resolve(SetAside.DATABASE);
        this.writeAheadLog = folder.resolve(SetAside.WRITE_AHEAD_LOG);
        this.failed = failureMark(folder);
    }

    /**
     * What was found.
     *
     * @param clean whether the last process had closed the log
     * @param frames how many pages of the write-ahead log were taken into the database
     * @param torn what was cut of a commit that was not finished, as a sentence; empty if there was none
     */
    record Findings(boolean clean, int frames, Optional<String> torn) {}

    /**
     * Makes the database ready to be used, and makes it where there is none.
     *
     * @param space of the folder's disk
     * @param used whether there has been one in this folder
     * @throws LogUnavailableException if it cannot be used; says what to do
     */
    static Findings run(Path folder, FreeSpace space, boolean used) throws IOException, SQLException {
        return new Recovery(folder, space).run(used);
    }

    /** A file that is there after a write has failed; then everything is looked at. */
    static Path failureMark(Path folder) {
        return folder.resolve("failed");
    }

    private Findings run(boolean used) throws IOException, SQLException {
        useFolderForTemporaryFiles();
        Optional<SetAside> unfinished = SetAside.unfinished(folder);
        if (unfinished.isPresent() && !unfinished.get().isOnlyCopyOf(folder)) {
            return salvage(unfinished.get(), "the process ended while it was saved");
        }
        if (unfinished.isPresent()) {
            // It ended before anything was changed: all begins anew.
            unfinished.get().remove();
        }
        WriteAheadLog.Findings found = examine();
        boolean clean = size(writeAheadLog) == 0 && !Files.exists(failed);
        if (used && size(database) == 0) {
            return salvage(SetAside.damaged(folder), "it is gone");
        }
        Optional<String> torn = Optional.empty();
        if (found.damaged()) {
            mend(found);
        } else if (found.torn()) {
            torn = Optional.of(keepTorn(found));
        }
        Optional<String> problem = prepare(found.damaged() || Files.exists(failed));
        if (problem.isPresent()) {
            refuseWithoutRoom(problem.get());
            return salvage(SetAside.damaged(folder), problem.get());
        }
        Files.deleteIfExists(failed);
        return new Findings(clean, found.frames(), torn);
    }

    /**
     * To save or to migrate many events, SQLite sorts more than it holds in memory, and a container may have no other folder to write to.
     * Outdated, but there is no other way from within a process (SQLite, "PRAGMA temp_store_directory").
     */
    private void useFolderForTemporaryFiles() throws SQLException {
        try (Connection any = new SQLiteConfig().createConnection("jdbc:sqlite::memory:");
                Statement statement = any.createStatement()) {
            statement.execute("PRAGMA temp_store_directory = '"
                    + folder.toAbsolutePath().toString().replace("'", "''") + "'");
        }
    }

    private WriteAheadLog.Findings examine() throws IOException {
        try {
            return size(writeAheadLog) == 0 ? WriteAheadLog.Findings.EMPTY : WriteAheadLog.examine(content());
        } catch (InternalError e) {
            // So the VM tells that the disk cannot read a page of a file that is mapped.
            throw new IOException("the disk cannot read '" + writeAheadLog + "'", e);
        }
    }

    private MemorySegment content() throws IOException {
        try (FileChannel channel = FileChannel.open(writeAheadLog, StandardOpenOption.READ)) {
            return channel.map(MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
        }
    }

    private String keepTorn(WriteAheadLog.Findings found) {
        String message = "the last commit was not finished, as after a power failure: " + found.cutFrames()
                + " pages of it were cut; nothing in them was acknowledged";
        try {
            if (space.has(size(writeAheadLog))) {
                SetAside aside = SetAside.torn(folder);
                aside.copy(writeAheadLog);
                message += "; a copy is in " + aside.folder();
            } else {
                // Events that will be acknowledged come before what never was.
                SetAside.removeTorn(folder);
                message += "; no copy was kept, as the disk has little more room than its reserve";
            }
        } catch (IOException e) {
            LOG.warnf(e, "The write-ahead log with the unfinished commit was not copied");
        }
        LOG.warn(message);
        return message;
    }

    private void mend(WriteAheadLog.Findings found) throws IOException {
        SetAside aside = SetAside.damagedWriteAheadLog(folder);
        aside.copy(writeAheadLog);
        Path file = folder.resolve("mended");
        Files.deleteIfExists(file);
        try (FileChannel pages = FileChannel.open(
                        database, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
                FileChannel mended = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            WriteAheadLog.mend(content(), pages, mended);
            mended.force(true);
        }
        // So that everything is looked at, also if the process ends before.
        Files.write(failed, new byte[0]);
        String message = "the write-ahead log was damaged in commits that had been acknowledged: SQLite would have cut "
                + found.cutFrames() + " pages; all intact ones were kept; the file as it was is in " + aside.folder()
                + "; remove that folder to end this message";
        // First, so that nothing of this is forgotten if the process ends before; it would be said once more.
        aside.finish(message);
        Files.move(file, writeAheadLog, StandardCopyOption.ATOMIC_MOVE);
        SetAside.sync(folder);
        LOG.error(message);
    }

    /**
     * Syncs what the last process has written but perhaps not synced: an event that is in there is recognised when it comes
     * again, and is acknowledged without a write.
     *
     * @return why the database is not sound
     */
    private Optional<String> prepare(boolean everything) throws SQLException, IOException {
        try (Connection connection = connect(database)) {
            Format.migrate(connection, database);
            checkpoint(connection);
            Optional<String> problem = Soundness.problemAtTheEnds(connection, database);
            return problem.isEmpty() && everything ? Soundness.problem(connection) : problem;
        } catch (SQLException e) {
            if (Soundness.isDamage(e)) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private static void checkpoint(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            if (row.next() && row.getInt(1) != 0) {
                throw new SQLException("the write-ahead log is in use by another process");
            }
        }
    }

    private void refuseWithoutRoom(String problem) throws IOException {
        long needed = size(database) + size(writeAheadLog);
        if (Files.getFileStore(folder).getUsableSpace() < needed) {
            throw new LogUnavailableException(
                    LogState.FAILED,
                    "store.embedded.path: '" + database + "' is damaged (" + problem + "), and to save what can be read"
                            + " needs " + (needed >> 20) + " MiB of room, which the disk does not have: make room or"
                            + " enlarge it; nothing was changed");
        }
    }

    private Findings salvage(SetAside aside, String problem) throws SQLException, IOException {
        LOG.errorf(
                "The database is damaged, what can be read is being saved problem=%s old=%s", problem, aside.folder());
        aside.moveFrom(folder);
        if (size(database) > 0) {
            // The new one is there already, and whole, as it was given its name only when it was.
            aside.finish("the database was damaged; the old files are in " + aside.folder()
                    + ", what is missing is in the event with id " + Salvage.NOTE
                    + "…; remove that folder to end this message");
            return run(true);
        }
        aside.markAsMoved();
        Path fresh = folder.resolve("events.db.new");
        Files.deleteIfExists(fresh);
        String result;
        try (Connection to = connect(fresh);
                Connection from = connectToDamaged(aside.folder().resolve(SetAside.DATABASE));
                Statement statement = from.createStatement()) {
            // Without this, nothing is read from a file that is too short.
            statement.execute("PRAGMA writable_schema = ON");
            result = Salvage.run(from, to, fresh);
        }
        Files.move(fresh, database, StandardCopyOption.ATOMIC_MOVE);
        SetAside.sync(folder);
        String message = "the database was damaged (" + problem + "): " + result + "; the old files are in "
                + aside.folder() + "; remove that folder to end this message";
        aside.finish(message);
        Files.deleteIfExists(failed);
        LOG.error(message);
        return new Findings(false, 0, Optional.empty());
    }

    private static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setSynchronous(SynchronousMode.FULL);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    /** Where there is nothing, an empty one in memory: beside a new file SQLite would throw the write-ahead log away. */
    private static Connection connectToDamaged(Path file) throws SQLException, IOException {
        SQLiteConfig config = new SQLiteConfig();
        if (size(file) == 0) {
            return config.createConnection("jdbc:sqlite::memory:");
        }
        config.setReadOnly(true);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    /** 0 if there is none. That it cannot be asked says nothing, and must not pass for that. */
    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
