package io.instagramoperator.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events that are missing in a database in which every page is in order. */
class SoundnessTest {

    private final Database database;
    private final Connection connection;

    SoundnessTest(@TempDir Path folder) throws SQLException {
        EventLog log = SampleEvents.log(SampleEvents.NOW);
        log.use(folder, Duration.ofDays(7));
        IntStream.rangeClosed(1, 10)
                .forEach(i -> SampleEvents.done(log.append(List.of(SampleEvents.message("m" + i)))));
        log.close();
        database = Database.open(folder);
        connection = database.writer();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void nothingIsMissing() throws SQLException {
        assertThat(Soundness.problem(connection)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 1", "10, 1", "BETWEEN 4 AND 5, 2", ">= 8, 3", "> 0, 10"})
    void theseAreMissing(String sequences, int missing) throws SQLException {
        // Given
        execute("DELETE FROM event WHERE sequence " + (sequences.matches("\\d+") ? "= " : "") + sequences);

        // Then
        assertThat(Soundness.problem(connection)).isEqualTo(Optional.of(missing + " events are missing"));
    }

    @Test
    void whatIsOverItsTimeIsNotMissing() throws SQLException {
        // Given
        execute("DELETE FROM event WHERE sequence <= 7");
        execute("UPDATE expired SET sequence = 7");

        // Then
        assertThat(Soundness.problem(connection)).isEmpty();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
