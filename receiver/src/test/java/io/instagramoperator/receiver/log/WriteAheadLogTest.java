package io.instagramoperator.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.log.WriteAheadLog.Findings;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConfig;

/** Protects commits that had been acknowledged from being cut without a word, on write-ahead logs that SQLite has written. */
class WriteAheadLogTest {

    private static final int HEADER = 32;
    private static final int FRAME = 24 + 4096;
    private static final int SECTOR = 512;

    private final Path folder;

    WriteAheadLogTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void findsNothingWrongWithWhatSqliteWrote() throws Exception {
        // Given
        byte[] content = writeAheadLog(3);

        // Then
        assertThat(examine(content)).isEqualTo(new Findings(frames(content), 0, false));
        assertThat(mended(content)).isEqualTo(content);
    }

    @Test
    void takesForTornWhatIsBrokenInTheLastCommitOnly() throws Exception {
        // Given
        byte[] before = writeAheadLog(3);
        byte[] content = writeAheadLog(4);
        int lastCommit = before.length;

        // Then
        for (int at = lastCommit; at < content.length; at += SECTOR) {
            assertThat(examine(Arrays.copyOf(content, at + 1)))
                    .as("cut at %d", at)
                    .returns(frames(before), Findings::frames)
                    .returns(false, Findings::damaged);
            assertThat(examine(garbled(content, at)))
                    .as("garbled at %d", at)
                    .returns(frames(before), Findings::frames)
                    .returns(true, Findings::torn);
        }
    }

    @Test
    void takesForDamagedWhatIsBrokenInAnyCommitBefore() throws Exception {
        // Given
        byte[] content = writeAheadLog(4);
        int lastCommit = writeAheadLog(3).length;

        // Then
        for (int at = 0; at < lastCommit; at += SECTOR) {
            assertThat(examine(garbled(content, at))).as("garbled at %d", at).returns(true, Findings::damaged);
        }
        // If the very mark is gone that ended the last commit but one, the two look like one.
        int lastTwoCommits = writeAheadLog(2).length;
        for (int at = HEADER; at < lastTwoCommits; at += FRAME) {
            byte[] withoutHeader = content.clone();
            Arrays.fill(withoutHeader, at, at + 24, (byte) 0x5a);
            assertThat(examine(withoutHeader)).as("frame at %d", at).returns(true, Findings::damaged);
        }
    }

    @Test
    void keepsAllThatIsIntactAroundTheDamage() throws Exception {
        // Given
        byte[] content = writeAheadLog(30);
        byte[] broken = garbled(content, HEADER + 2 * FRAME + 100);

        // When
        byte[] mended = mended(broken);

        // Then
        assertThat(examine(mended)).isEqualTo(new Findings(frames(content) - 1, 0, false));
        assertThat(countRowsBeside(mended)).isEqualTo(30);
    }

    /** A checkpoint may have come far, while somebody reads so that the write-ahead log is not begun anew. */
    @ParameterizedTest
    @ValueSource(ints = {20, 21})
    void putsNoOlderPageInThePlaceOfWhatTheDatabaseHoldsAlready(int commits) throws Exception {
        // Given
        Path file = folder.resolve("read.db");
        int writtenBack;
        byte[] content;
        byte[] inDatabase;
        try (Connection connection = connection(file);
                Connection reader = connection(file)) {
            commitHalfAPageEach(connection, commits);
            writtenBack = frames(Files.readAllBytes(folder.resolve("read.db-wal")));
            reader.setAutoCommit(false);
            execute(reader, "SELECT * FROM text");
            execute(connection, "PRAGMA wal_checkpoint(PASSIVE)");
            commitHalfAPageEach(connection, commits);
            content = Files.readAllBytes(folder.resolve("read.db-wal"));
            inDatabase = Files.readAllBytes(file);
        }

        // Then
        for (int i = 0; i < writtenBack; i++) {
            int body = HEADER + i * FRAME + 1_000;
            Files.write(folder.resolve("copy.db"), inDatabase);
            assertThat(countRowsBeside(mended(garbled(content, body))))
                    .as("body %d", i)
                    .isEqualTo(2 * commits);
        }
        // Behind a broken header a frame cannot be shown to be intact: behind the last, that is one which the database
        // has not.
        for (int i = 0; i < writtenBack - 1; i++) {
            Files.write(folder.resolve("copy.db"), inDatabase);
            assertThat(countRowsBeside(mended(garbled(content, HEADER + i * FRAME))))
                    .as("header %d", i)
                    .isEqualTo(2 * commits);
        }
    }

    /** As it is after somebody has read for a long time: the file never shrinks by itself. */
    @Test
    void mendsWhatIsLargerThanTheMemory() throws Exception {
        // Given
        byte[] content = writeAheadLog(30);
        Path large = Files.write(folder.resolve("large"), garbled(content, HEADER + 2 * FRAME + 100));
        Path mended = folder.resolve("mended");

        // When
        int exit = MendingProcess.mend(large, 512, folder.resolve("copy.db"), mended);

        // Then
        assertThat(exit).isZero();
        assertThat(examine(Files.readAllBytes(mended))).isEqualTo(new Findings(frames(content) - 1, 0, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 4_096, 8_192, 65_536})
    void readsTheFramesOfAnyPageSizeWithoutTheHeader(int pageBytes) throws Exception {
        // Given
        byte[] content;
        try (Connection connection = connection(folder.resolve("pages.db"), pageBytes)) {
            commit(connection, 6);
            content = Files.readAllBytes(folder.resolve("pages.db-wal"));
        }
        int frames = (content.length - HEADER) / (24 + pageBytes);
        byte[] broken = content.clone();
        Arrays.fill(broken, 0, HEADER, (byte) 0x5a);

        // When
        Findings findings = examine(broken);

        // Then
        assertThat(examine(content)).isEqualTo(new Findings(frames, 0, false));
        assertThat(findings).isEqualTo(new Findings(0, frames, true));
        // The first frame cannot be shown to be intact: its checksum goes on from the header's.
        assertThat(examine(mended(broken))).isEqualTo(new Findings(frames - 1, 0, false));
    }

    @Test
    void doesNotMindWhatIsLeftOfTheTimeBeforeACheckpoint() throws Exception {
        // Given
        byte[] reused;
        try (Connection connection = connection(folder.resolve("reused.db"))) {
            commit(connection, 20);
            execute(connection, "PRAGMA wal_checkpoint(RESTART)");
            commit(connection, 2);
            reused = Files.readAllBytes(folder.resolve("reused.db-wal"));
        }

        // Then
        Findings findings = examine(reused);
        assertThat(findings.frames()).isBetween(2, frames(reused) - 10);
        assertThat(findings).returns(0, Findings::cutFrames).returns(false, Findings::damaged);
        assertThat(examine(garbled(reused, HEADER + (findings.frames() - 1) * FRAME + 100)))
                .returns(true, Findings::torn);
    }

    @Test
    void seesNothingInWhatIsNoWriteAheadLog() {
        // Given
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);

        // Then
        assertThat(examine(noise)).returns(false, Findings::damaged);
        assertThat(examine(new byte[100_000])).returns(false, Findings::damaged);
        assertThat(examine(new byte[10])).isEqualTo(Findings.EMPTY);
    }

    /** Of a database to which so many commits were made, always the same. Its database is left as {@code copy.db}. */
    private byte[] writeAheadLog(int commits) throws Exception {
        Path file = folder.resolve("commits" + commits + ".db");
        try (Connection connection = connection(file)) {
            commit(connection, commits);
            Files.write(folder.resolve("copy.db"), Files.readAllBytes(file));
            return Files.readAllBytes(file.resolveSibling(file.getFileName() + "-wal"));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Some commits have one page, some several. */
    private static void commit(Connection connection, int commits) throws SQLException {
        execute(connection, "CREATE TABLE IF NOT EXISTS text (line TEXT)");
        for (int i = 0; i < commits; i++) {
            int size = i % 2 == 0 ? 100 : 10_000;
            execute(connection, "INSERT INTO text VALUES (hex(zeroblob(" + size + ")))");
        }
    }

    private static void commitHalfAPageEach(Connection connection, int commits) throws SQLException {
        execute(connection, "CREATE TABLE IF NOT EXISTS text (line TEXT)");
        for (int i = 0; i < commits; i++) {
            execute(connection, "INSERT INTO text VALUES (hex(zeroblob(900)))");
        }
    }

    private static Connection connection(Path file) throws SQLException {
        return connection(file, 4_096);
    }

    private static Connection connection(Path file, int pageBytes) throws SQLException {
        Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
        execute(connection, "PRAGMA page_size = " + pageBytes);
        execute(connection, "PRAGMA journal_mode = WAL");
        execute(connection, "PRAGMA wal_autocheckpoint = 0");
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Of {@code copy.db} with this write-ahead log, which it then holds. */
    private int countRowsBeside(byte[] writeAheadLog) throws IOException, SQLException {
        Files.write(folder.resolve("copy.db-wal"), writeAheadLog);
        return countRows(folder.resolve("copy.db"));
    }

    private static int countRows(Path file) throws SQLException {
        try (Connection connection = connection(file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM text")) {
            return row.getInt(1);
        }
    }

    private static Findings examine(byte[] content) {
        return WriteAheadLog.examine(MemorySegment.ofArray(content));
    }

    /** Beside the database that is left as {@code copy.db}. */
    private byte[] mended(byte[] content) throws IOException {
        Path file = folder.resolve("mended");
        try (FileChannel database = FileChannel.open(
                        folder.resolve("copy.db"),
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE);
                FileChannel mended = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            WriteAheadLog.mend(MemorySegment.ofArray(content), database, mended);
        }
        byte[] result = Files.readAllBytes(file);
        Files.delete(file);
        return result;
    }

    private static int frames(byte[] content) {
        return (content.length - HEADER) / FRAME;
    }

    private static byte[] garbled(byte[] content, int at) {
        byte[] garbled = content.clone();
        for (int i = at; i < Math.min(at + SECTOR, content.length); i++) {
            garbled[i] ^= (byte) 0x5a;
        }
        return garbled;
    }
}
