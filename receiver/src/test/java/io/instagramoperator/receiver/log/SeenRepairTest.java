package io.instagramoperator.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protects the counting of events from numbers that only stand there because the disk has damaged a row. */
class SeenRepairTest {

    private static final SeenRun RUN = new SeenRun(7, 4);

    private final Database database;
    private final Connection connection;

    SeenRepairTest(@TempDir Path folder) throws SQLException {
        database = Database.open(folder);
        connection = database.writer();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void leavesWhatMakesSense() throws SQLException {
        // Given
        write(bucketOf("one"), entry("one", 41));
        write(bucketOf("one") ^ 1, SortedRun.EMPTY);

        // When
        long last = SeenRepair.run(connection);

        // Then
        assertThat(last).isEqualTo(41);
        assertThat(find("one")).hasValue(41);
    }

    @Test
    void deletesARowWithAFingerprintThatBelongsElsewhere() throws SQLException {
        // Given
        write(bucketOf("one") ^ 1, entry("one", 1L << 40));

        // When
        long last = SeenRepair.run(connection);

        // Then
        assertThat(last).isZero();
        try (SeenTable table = new SeenTable(connection)) {
            assertThat(table.runs()).isEmpty();
        }
    }

    @Test
    void deletesARowWithASequenceThatNoLogReaches() throws SQLException {
        // Given
        write(bucketOf("one"), entry("one", Long.MAX_VALUE));

        // When
        long last = SeenRepair.run(connection);

        // Then
        assertThat(last).isZero();
        assertThat(find("one")).isEmpty();
    }

    private void write(int bucket, SortedRun entries) throws SQLException {
        try (SeenTable table = new SeenTable(connection)) {
            table.write(RUN, bucket, new SeenTable.Bucket(1, entries));
        }
    }

    private OptionalLong find(String id) throws SQLException {
        try (SeenTable table = new SeenTable(connection)) {
            return table.find(Fingerprint.of(id));
        }
    }

    private static int bucketOf(String id) {
        return RUN.bucketOf(Fingerprint.of(id));
    }

    private static SortedRun entry(String id, long sequence) {
        return SortedRun.of(List.of(new SortedRun.Entry(Fingerprint.of(id), sequence)));
    }
}
