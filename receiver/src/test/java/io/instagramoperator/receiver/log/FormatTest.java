package io.instagramoperator.receiver.log;

import static io.instagramoperator.receiver.log.SampleEvents.done;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.Function;
import org.sqlite.SQLiteConfig;

/** Protects the events of an older version when a newer one starts. */
class FormatTest {

    private final Instant now = Instant.now();
    private final Path folder;
    private final Path file;

    FormatTest(@TempDir Path folder) {
        this.folder = folder;
        this.file = folder.resolve("events.db");
    }

    @Test
    void bringsTheEventsOfAnOlderFormatAndRemembersWhatIsNoLongerHeld() throws Exception {
        // Given
        writeFormat1();
        EventLog log = new EventLog(new SimpleMeterRegistry());

        // When
        log.use(folder, Duration.ofDays(7));

        // Then
        assertThat(log.status().message()).isEmpty();
        assertThat(((Slice.Events) log.read(Optional.empty(), Filter.ALL, 10)).events())
                .extracting(StoredEvent::sequence, StoredEvent::id, StoredEvent::data)
                .containsExactly(tuple(2L, "held", "{\"id\":\"held\"}"), tuple(3L, "newest", "{\"id\":\"newest\"}"));
        assertThat(log.raw("held")).hasValue("raw".getBytes(UTF_8));
        assertThat(append(log, "forgotten").duplicates()).isEqualTo(1);
        assertThat(append(log, "newest").duplicates()).isEqualTo(1);
        assertThat(append(log, "next").stored()).extracting(Header::sequence).containsExactly(4L);
        log.close();
    }

    @Test
    void leavesAnOlderFormatAsItIsWhenItCannotBeBrought() throws Exception {
        // Given
        writeFormat1();
        execute("CREATE TABLE consumer (in_the_way TEXT)");
        EventLog log = new EventLog(new SimpleMeterRegistry());

        // When
        log.use(folder, Duration.ofDays(7));
        Optional<String> problem = log.problem();
        log.close();

        // Then
        assertThat(problem).hasValueSatisfying(text -> assertThat(text).contains("consumer already exists"));
        assertThat(number("PRAGMA user_version")).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM event")).isEqualTo(3);
        assertThat(number("SELECT count(*) FROM content")).isEqualTo(2);
    }

    @Test
    void leavesFormat2AsItIsWhenItCannotBeBrought() throws Exception {
        // Given
        writeFormat1();
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            createFingerprint(connection);
            statement.executeUpdate(script(2) + "PRAGMA user_version = 2");
        }
        // The last of the new tables is in the way: those before are made, and must go again.
        execute("CREATE TABLE replay (in_the_way TEXT)");
        EventLog failing = new EventLog(new SimpleMeterRegistry());

        // When
        failing.use(folder, Duration.ofDays(7));
        Optional<String> problem = failing.problem();
        failing.close();
        int left = number("PRAGMA user_version");
        int half = number("SELECT count(*) FROM sqlite_schema WHERE name IN ('subscription', 'parked', 'dead_letter')");
        execute("DROP TABLE replay");
        EventLog log = new EventLog(new SimpleMeterRegistry());
        log.use(folder, Duration.ofDays(7));

        // Then
        assertThat(problem).hasValueSatisfying(text -> assertThat(text).contains("replay already exists"));
        assertThat(left).isEqualTo(2);
        assertThat(half).isZero();
        assertThat(((Slice.Events) log.read(Optional.empty(), Filter.ALL, 10)).events())
                .extracting(StoredEvent::id)
                .containsExactly("held", "newest");
        log.close();
        assertThat(number("PRAGMA user_version")).isEqualTo(Format.CURRENT);
    }

    @Test
    void takesOutagesOfASharedAppForKnownThatAreFromBeforeFormat5() throws Exception {
        // Given
        writeFormat4();
        execute("INSERT INTO well VALUES (1, 4711)");
        EventLog log = new EventLog(new SimpleMeterRegistry());

        // When
        log.use(folder, Duration.ofDays(7));
        log.close();

        // Then
        assertThat(number("SELECT until FROM outage")).isEqualTo(4711);
    }

    @Test
    void remembersAllThatFormat4HadSeen() throws Exception {
        // Given
        int count = 3_000;
        writeFormat4();
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            createFingerprint(connection);
            statement.executeUpdate("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + count
                    + ") INSERT INTO seen SELECT fingerprint('old' || i), i, " + now.toEpochMilli() / 86_400_000
                    + " FROM n");
        }
        EventLog log = new EventLog(new SimpleMeterRegistry());

        // When
        log.use(folder, Duration.ofDays(7));

        // Then
        List<Event> again = IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Event("old" + i, "unknown", Optional.empty(), now, now, "{}", Optional.empty()))
                .toList();
        assertThat(done(log.append(again)).duplicates()).isEqualTo(count);
        assertThat(append(log, "old0").duplicates()).isZero();
        assertThat(append(log, "forgotten").duplicates()).isEqualTo(1);
        assertThat(log.find("held"))
                .hasValueSatisfying(event -> assertThat(event.sequence()).isEqualTo(2));
        log.close();
    }

    @Test
    void savesTheEventsOfADamagedLogOfFormat4() throws Exception {
        // Given
        writeFormat4();
        Path aside = Files.createDirectory(folder.resolve("damaged-2026-11-23T12-00-00Z"));
        Files.move(file, aside.resolve("events.db"));
        EventLog log = new EventLog(new SimpleMeterRegistry());

        // When
        log.use(folder, Duration.ofDays(7));

        // Then
        assertThat(log.status().message()).contains("2 events were saved, missing are: none that is known of");
        assertThat(append(log, "held").duplicates()).isEqualTo(1);
        log.close();
    }

    @Test
    void leavesFormat4AsItIsWhenItCannotBeBrought() throws Exception {
        // Given
        writeFormat4();
        execute("CREATE TABLE old_seen (in_the_way TEXT)");
        EventLog log = new EventLog(new SimpleMeterRegistry());

        // When
        log.use(folder, Duration.ofDays(7));
        Optional<String> problem = log.problem();
        log.close();

        // Then
        assertThat(problem).hasValueSatisfying(text -> assertThat(text).contains("old_seen"));
        assertThat(number("PRAGMA user_version")).isEqualTo(4);
        assertThat(number("SELECT count(fingerprint) FROM seen")).isEqualTo(3);
    }

    /** The same events. */
    private void writeFormat4() throws IOException, SQLException {
        writeFormat1();
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            createFingerprint(connection);
            statement.executeUpdate(script(2) + script(3) + script(4) + "PRAGMA user_version = 4");
        }
    }

    /** Three events, the first of which is over its retention. */
    private void writeFormat1() throws IOException, SQLException {
        execute("PRAGMA auto_vacuum = INCREMENTAL;" + script(1));
        long millis = now.toEpochMilli();
        execute("INSERT INTO event SELECT column1, column2, 'message.received', 'customer', " + millis + ", " + millis
                + " FROM (VALUES (1, 'forgotten'), (2, 'held'), (3, 'newest'))");
        execute("INSERT INTO content SELECT sequence, '{\"id\":\"' || id || '\"}', CAST('raw' AS BLOB) FROM event"
                + " WHERE sequence > 1");
        execute("PRAGMA user_version = 1");
    }

    private Appended append(EventLog log, String id) {
        return done(log.append(List.of(new Event(id, "unknown", Optional.empty(), now, now, "{}", Optional.empty()))));
    }

    private static String script(int format) throws IOException {
        try (InputStream in = Format.class.getResourceAsStream("format-" + format + ".sql")) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static void createFingerprint(Connection connection) throws SQLException {
        Function.create(connection, "fingerprint", new Function() {
            @Override
            protected void xFunc() throws SQLException {
                result(Fingerprint.of(value_text(0)).bytes());
            }
        });
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private int number(String query) throws SQLException {
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.getInt(1);
        }
    }
}
