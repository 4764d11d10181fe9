package io.instagramoperator.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protects who waits for a commit from waiting until the write-ahead log is written back. */
class WriteBackTest {

    private static final int MEBIBYTE = 1 << 20;

    private final Path file;
    private final AtomicInteger failures = new AtomicInteger();
    private final Database database;
    private final Connection writer;
    private final Connection checkpointer;
    private final WriteBack writeBack;

    WriteBackTest(@TempDir Path folder) throws SQLException {
        file = folder.resolve("events.db");
        database = Database.open(folder);
        writer = database.writer();
        checkpointer = database.checkpointer();
        writeBack = new WriteBack(database, checkpointer, failures::incrementAndGet);
        execute("PRAGMA wal_autocheckpoint = 0");
        execute("CREATE TABLE written (bytes BLOB)");
    }

    @AfterEach
    void close() throws SQLException {
        writeBack.close();
        writer.close();
        database.close();
    }

    @Test
    void writesBackWhatTheWriterLeavesInTheWriteAheadLog() throws Exception {
        // When
        commitMebibytes(8);

        // Then
        await().until(this::databaseBytes, Matchers.greaterThan(4L * MEBIBYTE));
        assertThat(failures).hasValue(0);
    }

    @Test
    void waitsForAPortionThatIsWorthIt() throws Exception {
        // When
        commitMebibytes(3);
        writeBack.close();

        // Then
        assertThat(databaseBytes()).isLessThan(MEBIBYTE);
    }

    @Test
    void opensNoFileAsThereMayBeNoFileDescriptorLeft() throws Exception {
        // Given
        Path aside = Files.move(file, file.resolveSibling("aside"));

        // When
        commitMebibytes(8);

        // Then
        await().until(() -> Files.size(aside), Matchers.greaterThan(4L * MEBIBYTE));
        assertThat(failures).hasValue(0);
        Files.move(aside, file);
    }

    @Test
    void endsTheProcessWhenItCannot() throws Exception {
        // Given: for LedgerTest the disk fails
        checkpointer.close();

        // When
        writeBack.committed(8L * MEBIBYTE);

        // Then
        await().untilAtomic(failures, Matchers.is(1));
    }

    private void commitMebibytes(int count) throws SQLException {
        for (int i = 0; i < count; i++) {
            execute("INSERT INTO written VALUES (zeroblob(" + MEBIBYTE + "))");
            writeBack.committed(MEBIBYTE);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = writer.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private long databaseBytes() throws IOException {
        return Files.size(file);
    }
}
