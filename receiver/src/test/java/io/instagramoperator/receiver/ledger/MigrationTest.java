package io.instagramoperator.receiver.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.log.Event;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.Filter;
import io.instagramoperator.receiver.log.Slice;
import io.instagramoperator.receiver.log.StoredEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.Function;
import org.sqlite.SQLiteConfig;

/** A log of format 2 that is killed while it is brought to the present one has all of one format and nothing of the next. */
class MigrationTest {

    private static final int KILLED = 128 + 9;
    private static final int EVENTS = 20;
    private static final int NEWEST = 5;

    /** The beginning of the SHA-256 of "long-ago". */
    private static final String FINGERPRINT_OF_LONG_AGO = "3a2f10a74177ddea5844011c6d8b04df";

    /** By the format that has brought them. */
    private static final Map<Integer, List<String>> NEW_TABLES = Map.of(
            3, List.of("dead_letter", "parked", "replay", "subscription"),
            4, List.of("gap", "gap_conversation", "refreshed_token", "reply_window", "reply_window_position", "well"),
            5, List.of("outage"));

    private final Path home;

    MigrationTest(@TempDir Path home) {
        this.home = home;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "before wal-write",
                "inside wal-write",
                "after wal-write",
                "before wal-sync",
                "after wal-sync",
                "inside db-write",
                "after db-write"
            })
    void losesNothingWhenKilled(String point) throws Exception {
        int kills = 0;
        for (int nth = 1; ; nth *= 2) {
            // Given
            Path folder = Files.createDirectories(home.resolve("log-" + nth));
            writeFormat2(folder.resolve("events.db"));

            // When
            int ended = migrate(folder, Fault.killed(point, nth));

            // Then
            if (ended != KILLED) {
                assertThat(ended).isZero();
                break;
            }
            kills++;
            int format = number(folder, "PRAGMA user_version");
            assertThat(format).isBetween(2, NEWEST);
            assertThat(newTables(folder)).isEqualTo(tablesOf(format));
            assertThat(number(folder, "SELECT count(*) FROM event")).isEqualTo(EVENTS);
            assertGoesOn(folder);
        }
        assertThat(kills).isPositive();
    }

    /** The next receiver reads and writes all. */
    private static void assertGoesOn(Path folder) throws SQLException {
        EventLog log = new EventLog(new SimpleMeterRegistry());
        log.use(folder, Duration.ofDays(7));
        Instant now = Instant.now();
        Slice held = log.read(Optional.of(new Cursor(0)), Filter.ALL, 100);
        long next = log.append(List.of(
                        new Event("next", "message.received", Optional.of("4711"), now, now, "{}", Optional.empty())))
                .toCompletableFuture()
                .join()
                .stored()
                .getFirst()
                .sequence();
        int duplicates = log.append(List.of(new Event(
                        "long-ago", "message.received", Optional.of("4711"), now, now, "{}", Optional.empty())))
                .toCompletableFuture()
                .join()
                .duplicates();
        log.close();

        assertThat(((Slice.Events) held).events())
                .extracting(StoredEvent::id)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, EVENTS).mapToObj(i -> "e" + i).toList());
        assertThat(next).isEqualTo(EVENTS + 1);
        assertThat(duplicates).isEqualTo(1);
        assertThat(number(folder, "PRAGMA user_version")).isEqualTo(NEWEST);
        assertThat(newTables(folder)).isEqualTo(tablesOf(NEWEST));
    }

    private static List<String> tablesOf(int format) {
        return NEW_TABLES.entrySet().stream()
                .filter(tables -> tables.getKey() <= format)
                .flatMap(tables -> tables.getValue().stream())
                .sorted()
                .toList();
    }

    /** Returns how the process ended. */
    private int migrate(Path folder, Fault fault) throws Exception {
        ProcessBuilder builder = Scene.java(List.of(), Migration.class, folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("output").toFile());
        builder.environment()
                .putAll(Map.of(
                        "LD_PRELOAD", FaultyDiskLibrary.compiled().toString(),
                        "LEDGER_FOLDER", folder.toString(),
                        "LEDGER_JOURNAL", home.resolve("journal").toString(),
                        "LEDGER_FAULT", fault.text()));
        return builder.start().waitFor();
    }

    private static void writeFormat2(Path file) throws Exception {
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            Function.create(connection, "fingerprint", new Function() {
                @Override
                protected void xFunc() {
                    throw new AssertionError("there is no event yet");
                }
            });
            statement.executeUpdate("PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL;" + script(1)
                    + script(2) + "PRAGMA user_version = 2");
            long now = Instant.now().toEpochMilli();
            statement.executeUpdate(
                    "INSERT INTO seen VALUES (x'" + FINGERPRINT_OF_LONG_AGO + "', 1, " + now / 86_400_000 + ")");
            for (int i = 1; i <= EVENTS; i++) {
                statement.executeUpdate("INSERT INTO event VALUES (" + i + ", 'e" + i
                        + "', 'message.received', '4711', " + now + ", " + now + ", '{}', NULL)");
            }
        }
    }

    private static String script(int format) throws Exception {
        try (InputStream in = EventLog.class.getResourceAsStream("format-" + format + ".sql")) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static List<String> newTables(Path folder) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = open(folder);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        tables.retainAll(tablesOf(NEWEST));
        return tables;
    }

    private static int number(Path folder, String query) throws SQLException {
        try (Connection connection = open(folder);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.getInt(1);
        }
    }

    private static Connection open(Path folder) throws SQLException {
        return new SQLiteConfig().createConnection("jdbc:sqlite:" + folder.resolve("events.db"));
    }
}
