package io.instagramoperator.receiver.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteOpenMode;

/** The files of the log in their folder: {@code events.db} with its write-ahead log, and a lock. */
final class Database implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Database.class);

    private static final int BUSY_MILLIS = 5_000;

    /** The writer waits while a checkpoint waits for readers. */
    private static final int CHECKPOINT_BUSY_MILLIS = 100;

    /** A checkpoint of so much is rare enough not to be felt and small enough not to take long. */
    private static final int CHECKPOINT_BYTES = 16 << 20;

    private final Path file;
    private final FileChannel lock;

    /**
     * Closed only after all connections: the system takes SQLite's locks away with the first that is closed (POSIX, "fcntl"). So no
     * channel, which closes itself when its thread is interrupted.
     */
    private final RandomAccessFile syncer;

    private final Recovery.Findings found;

    private Database(Path file, FileChannel lock, Recovery.Findings found) throws IOException {
        this.file = file;
        this.lock = lock;
        this.found = found;
        syncer = new RandomAccessFile(file.toFile(), "rw");
    }

    /**
     * Makes the folder and the database where there are none, and mends what the end of the last process has left.
     *
     * @throws LogUnavailableException if it cannot be used; says why and what to do
     */
    static Database open(Path folder) {
        FileChannel lock = null;
        try {
            useFolderForNativeLibrary(folder);
            createDurably(folder);
            lock = lock(folder);
            Recovery.Findings found = Recovery.run(folder, FreeSpace.of(folder), lock.size() > 0);
            markAsUsed(lock);
            return new Database(folder.resolve(SetAside.DATABASE), lock, found);
        } catch (IOException | SQLException | RuntimeException e) {
            release(lock);
            if (e instanceof LogUnavailableException unavailable) {
                throw unavailable;
            }
            throw new LogUnavailableException(
                    LogState.FAILED,
                    Soundness.isUnreadable(e)
                            ? "store.embedded.path: the disk cannot read '" + folder.resolve(SetAside.DATABASE)
                                    + "'; it is left untouched and tried again every second: if this lasts, copy '"
                                    + folder
                                    + "' to another disk with a tool that passes over what cannot be read, such as ddrescue"
                            : "store.embedded.path: '" + folder + "' cannot be used: " + e,
                    e);
        } catch (Error e) {
            // Whoever tries again would find it in use.
            release(lock);
            throw e;
        }
    }

    /** For the writer: every commit is on the disk when it returns. */
    Connection writer() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setTempStore(TempStore.MEMORY);
        config.setBusyTimeout(BUSY_MILLIS);
        // The driver would ask for the last row's number after each insert, which costs more than the insert.
        config.setGetGeneratedKeys(false);
        Connection connection = connect(config);
        execute(connection, "PRAGMA wal_autocheckpoint = " + CHECKPOINT_BYTES / pageBytes(connection));
        return connection;
    }

    /** For readers, which never wait for the writer. */
    Connection reader() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setTempStore(TempStore.MEMORY);
        config.setBusyTimeout(BUSY_MILLIS);
        return connect(config);
    }

    /** For writing the write-ahead log back into the database, beside the writer. */
    Connection checkpointer() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(CHECKPOINT_BUSY_MILLIS);
        return connect(config);
    }

    long writeAheadLogBytes() {
        return file.resolveSibling(SetAside.WRITE_AHEAD_LOG).toFile().length();
    }

    /** Has the disk write down what it was given of the database. */
    void sync() throws IOException {
        syncer.getFD().sync();
    }

    /** Size of the database and of its write-ahead log. */
    long bytes() {
        return file.toFile().length() + writeAheadLogBytes();
    }

    /** What was found when it was opened. */
    Recovery.Findings found() {
        return found;
    }

    /** What an administrator should know of broken files: of damaged ones until they are removed, of others until the next start. */
    Optional<String> note() {
        try {
            return SetAside.report(folder()).or(found::torn);
        } catch (IOException e) {
            LOG.warnf(e, "The report of a damage cannot be read");
            return found.torn();
        }
    }

    /** To be called when a write has failed: the next process is to look at everything. */
    void markAsFailed() {
        try {
            Files.write(Recovery.failureMark(folder()), new byte[0]);
        } catch (IOException e) {
            LOG.warnf(e, "The next process does not look at the whole database");
        }
    }

    private Path folder() {
        return file.resolveSibling("");
    }

    /** Lets another process have the folder. The connections are closed by who asked for them. */
    @Override
    public void close() {
        release(syncer);
        release(lock);
    }

    /** Not through DriverManager, which finds drivers by the class loader of whoever asks first. */
    private Connection connect(SQLiteConfig config) throws SQLException {
        // One thread at a time uses a connection: SQLite need not lock it for each call.
        config.setOpenMode(SQLiteOpenMode.NOMUTEX);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static int pageBytes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA page_size")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Two processes that write one log would both count its sequence. The system lets go when this process ends in any way. */
    private static FileChannel lock(Path folder) throws IOException {
        Path file = folder.resolve("lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another log of this process has it: the same as another process.
        }
        if (lock == null) {
            channel.close();
            throw new LogUnavailableException(
                    LogState.FAILED,
                    "store.embedded.path: '" + folder
                            + "' is in use by another process; stop it, or name another path");
        }
        return channel;
    }

    /** From then on, a database that is not there has been lost. */
    private static void markAsUsed(FileChannel lock) throws IOException {
        if (lock.size() == 0) {
            lock.write(ByteBuffer.wrap("used\n".getBytes(StandardCharsets.US_ASCII)));
            lock.force(true);
        }
    }

    /** A folder is only there for good when the one above it has been written. */
    private static void createDurably(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            createDurably(parent);
            Files.createDirectory(folder);
            try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** sqlite-jdbc unpacks its native library, which needs a place that can be written: /tmp, or else this folder. */
    private static void useFolderForNativeLibrary(Path folder) throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        if (System.getProperty("org.sqlite.lib.path") == null && !Files.isWritable(temporary)) {
            createDurably(folder);
            System.setProperty("org.sqlite.tmpdir", folder.toString());
        }
    }

    private static void release(@Nullable Closeable opened) {
        try {
            if (opened != null) {
                opened.close();
            }
        } catch (IOException e) {
            LOG.warnf(e, "A file of the log was not closed properly");
        }
    }
}
