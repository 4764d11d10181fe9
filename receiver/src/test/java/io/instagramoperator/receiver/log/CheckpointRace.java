package io.instagramoperator.receiver.log;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A process that does nothing but commit, while another connection writes the write-ahead log back without a pause. On one processor,
 * and with nobody who waits for the disk, the system stops the one in favour of the other anywhere, also where they race.
 */
public final class CheckpointRace {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int ROWS_PER_COMMIT = 10;

    private final Connection writer;
    private final Connection checkpointer;
    private final AtomicBoolean over = new AtomicBoolean();
    private long rows;

    private CheckpointRace(Database database) throws SQLException {
        writer = database.writer();
        checkpointer = database.checkpointer();
        execute(writer, "PRAGMA synchronous = OFF");
        execute(writer, "PRAGMA wal_autocheckpoint = 100");
        execute(writer, "CREATE TABLE written (number INTEGER PRIMARY KEY, bytes BLOB)");
        execute(writer, "CREATE TABLE fleeting (number INTEGER PRIMARY KEY, bytes BLOB)");
        execute(checkpointer, "PRAGMA synchronous = OFF");
    }

    /** Takes a folder and for how many seconds; fails as soon as something is lost. */
    public static void main(String[] arguments) throws Exception {
        try (Database database = Database.open(Path.of(arguments[0]))) {
            new CheckpointRace(database).run(Duration.ofSeconds(Long.parseLong(arguments[1])));
        }
    }

    private void run(Duration duration) throws Exception {
        Thread checkpoints = Thread.ofPlatform().start(this::writeBackAllTheTime);
        try {
            long start = System.nanoTime();
            long looked = start;
            while (System.nanoTime() - start < duration.toNanos()) {
                commit();
                if (System.nanoTime() - looked > BETWEEN_LOOKS.toNanos()) {
                    look();
                    looked = System.nanoTime();
                }
            }
        } finally {
            over.set(true);
            checkpoints.join();
        }
        look();
        checkpointer.close();
        writer.close();
    }

    private void commit() throws SQLException {
        execute(writer, "BEGIN IMMEDIATE");
        try (PreparedStatement insert = writer.prepareStatement("INSERT INTO written VALUES (?, randomblob(700))")) {
            for (int i = 0; i < ROWS_PER_COMMIT; i++) {
                insert.setLong(1, ++rows);
                insert.executeUpdate();
            }
        }
        execute(writer, "INSERT INTO fleeting VALUES (" + rows + ", randomblob(160))");
        execute(writer, "DELETE FROM fleeting WHERE number <= " + (rows - 20 * ROWS_PER_COMMIT));
        execute(writer, "COMMIT");
    }

    private void look() throws SQLException {
        try (Statement statement = writer.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM written")) {
            row.next();
            if (row.getLong(1) != rows) {
                throw new IllegalStateException("of " + rows + " rows " + row.getLong(1) + " are left");
            }
        }
    }

    private void writeBackAllTheTime() {
        try {
            while (!over.get()) {
                execute(checkpointer, "PRAGMA wal_checkpoint(PASSIVE)");
            }
        } catch (SQLException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
