package io.instagramoperator.receiver.log;

import java.io.IOException;
import java.io.InputStream;
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
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;

/** The files of the log in their folder: {@code events.db} with its write-ahead log, and a lock. */
final class Database implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Database.class);

    /** The format that this version reads and writes; kept in {@code PRAGMA user_version}. */
    static final int FORMAT = 2;

    private static final int BUSY_MILLIS = 5_000;

    /** In pages of 4 KiB: a checkpoint of 16 MiB is rare enough not to be felt and small enough not to take long. */
    private static final int CHECKPOINT_PAGES = 4_000;

    private final Path file;
    private final FileChannel lock;

    private Database(Path file, FileChannel lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * Makes the folder and the database where there are none.
     *
     * @throws LogUnavailableException if it cannot be used; says why and what to do
     */
    static Database open(Path folder) {
        FileChannel lock = null;
        try {
            useFolderForNativeLibrary(folder);
            createDurably(folder);
            lock = lock(folder);
            Database database = new Database(folder.resolve("events.db"), lock);
            database.prepare();
            return database;
        } catch (IOException | SQLException | RuntimeException e) {
            release(lock);
            if (e instanceof LogUnavailableException unavailable) {
                throw unavailable;
            }
            throw new LogUnavailableException(
                    LogState.FAILED, "store.embedded.path: '" + folder + "' cannot be used: " + e, e);
        }
    }

    /** For the writer: every commit is on the disk when it returns. */
    Connection writer() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setTempStore(TempStore.MEMORY);
        config.setBusyTimeout(BUSY_MILLIS);
        Connection connection = connect(config);
        execute(connection, "PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
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

    /** Size of the database and of its write-ahead log. */
    long bytes() {
        return List.of(file, file.resolveSibling("events.db-wal")).stream()
                .mapToLong(f -> f.toFile().length())
                .sum();
    }

    /** Lets another process have the folder. The connections are closed by who asked for them. */
    @Override
    public void close() {
        release(lock);
    }

    /** Looks at the format before anything is written, so that a newer one stays as it is. */
    private void prepare() throws SQLException, IOException {
        try (Connection connection = connect(new SQLiteConfig())) {
            int format = format(connection);
            if (format > FORMAT) {
                throw new LogUnavailableException(
                        LogState.FAILED,
                        "store.embedded.path: '" + file + "' has format " + format + ", newer than " + FORMAT
                                + " which this version knows; it is left untouched: run the newer version, or name another path");
            }
            if (format == 0) {
                // Before the first table, or not at all: lets the file shrink again after retention.
                execute(connection, "PRAGMA auto_vacuum = INCREMENTAL");
            }
            Function.create(connection, "fingerprint", new FingerprintFunction());
            for (int next = format + 1; next <= FORMAT; next++) {
                execute(connection, "BEGIN IMMEDIATE;" + script(next) + "PRAGMA user_version = " + next + ";COMMIT");
            }
        }
    }

    private static int format(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** What makes of the format before it the one with this number. */
    private static String script(int format) throws IOException {
        String name = "format-" + format + ".sql";
        try (@Nullable InputStream in = Database.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** For scripts that bring events from before there were fingerprints. */
    private static final class FingerprintFunction extends Function {

        @Override
        protected void xFunc() throws SQLException {
            result(Fingerprint.of(value_text(0)).bytes());
        }
    }

    /** Not through DriverManager, which finds drivers by the class loader of whoever asks first. */
    private Connection connect(SQLiteConfig config) throws SQLException {
        return config.createConnection("jdbc:sqlite:" + file);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
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

    private static void release(@Nullable FileChannel lock) {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            LOG.warnf(e, "The lock of the log was not released properly");
        }
    }
}
