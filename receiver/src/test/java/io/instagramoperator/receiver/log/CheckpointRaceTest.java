package io.instagramoperator.receiver.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Protects the log from a fault that SQLite had up to 3.51.2: of what was committed while another connection wrote the write-ahead log
 * back, some could be lost ("The WAL-Reset Bug", sqlite.org/wal.html). The log has a connection for each of the two.
 */
class CheckpointRaceTest {

    /** With the fault, something was lost within 5 to 20 seconds. */
    private static final String SECONDS = "25";

    private final Path folder;

    CheckpointRaceTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void losesNothingWhileAnotherConnectionWritesBack() throws Exception {
        // When
        Process race = new ProcessBuilder(
                        "taskset",
                        "--cpu-list",
                        oneProcessor(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CheckpointRace.class.getName(),
                        folder.toString(),
                        SECONDS)
                .redirectErrorStream(true)
                .start();
        String output = new String(race.getInputStream().readAllBytes(), UTF_8);

        // Then
        assertThat(race.waitFor()).as(output).isZero();
    }

    @Test
    void isWrittenByASqliteThatHasThisMended() throws Exception {
        try (Database database = Database.open(folder);
                Connection connection = database.writer();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT sqlite_version()")) {
            // When
            row.next();

            // Then
            assertThat(Version.parse(row.getString(1))).isGreaterThanOrEqualTo(Version.parse("3.51.3"));
        }
    }

    /** The first that this process may use: in a container that need not be the first there is. */
    private static String oneProcessor() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .map(line -> line.replaceFirst("\\D+(\\d+).*", "$1"))
                .findFirst()
                .orElseThrow();
    }
}
