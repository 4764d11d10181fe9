package io.instagramoperator.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protects that the filter never says of what was seen that it was not. */
class SeenFilterTest {

    private static final int ROWS = 25_000;

    private final Database database;
    private final Connection connection;
    private final SeenFilter filter = new SeenFilter();

    SeenFilterTest(@TempDir Path folder) throws SQLException {
        database = Database.open(folder);
        connection = database.writer();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void letsEverythingPassUntilItKnowsTheWholeTable() throws SQLException {
        // Given
        putIntoTable();

        // When
        filter.fill(connection);

        // Then
        assertThat(filter.isComplete()).isFalse();
        assertThat(passing(0, 2 * ROWS)).isEqualTo(2 * ROWS);
    }

    @Test
    void letsAllPassThatAreInTheTableAndFewOthers() throws SQLException {
        // Given
        putIntoTable();

        // When
        while (!filter.isComplete()) {
            filter.fill(connection);
        }
        IntStream.range(ROWS, 2 * ROWS).mapToObj(SeenFilterTest::fingerprint).forEach(filter::add);

        // Then
        assertThat(passing(0, 2 * ROWS)).isEqualTo(2 * ROWS);
        assertThat(passing(2 * ROWS, 3 * ROWS)).isLessThan(ROWS / 100);
    }

    @Test
    void isCompleteAtOnceIfNothingWasSeen() throws SQLException {
        // When
        filter.fill(connection);

        // Then
        assertThat(filter.isComplete()).isTrue();
        assertThat(passing(0, ROWS)).isZero();
    }

    private void putIntoTable() throws SQLException {
        connection.setAutoCommit(false);
        try (SeenTable table = new SeenTable(connection)) {
            SeenRun run = table.begin(SeenRun.bitsFor(ROWS));
            SortedRun all = SortedRun.of(IntStream.range(0, ROWS)
                    .mapToObj(i -> new SortedRun.Entry(fingerprint(i), i + 1))
                    .toList());
            int from = 0;
            for (int bucket = 0; bucket < run.buckets(); bucket++) {
                int to = all.endOf(run, bucket, from);
                table.write(run, bucket, new SeenTable.Bucket(1, all.part(from, to)));
                from = to;
            }
        }
        connection.commit();
    }

    private int passing(int from, int to) {
        return (int) IntStream.range(from, to)
                .mapToObj(SeenFilterTest::fingerprint)
                .filter(filter::mayContain)
                .count();
    }

    private static Fingerprint fingerprint(int event) {
        return Fingerprint.of("event-" + event);
    }
}
