package io.instagramoperator.receiver.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.instagramoperator.instagram.payload.RawJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The folder of a log whose files a test writes, leaves behind as a killed process does, and damages. */
final class DamagedFolder implements AutoCloseable {

    static final int EVENTS = 2_000;
    static final int PAGE = Format.PAGE_BYTES;
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    final Path folder;
    final Path database;
    final AtomicInteger failures = new AtomicInteger();
    private Optional<EventLog> open = Optional.empty();

    DamagedFolder(Path home) throws IOException {
        folder = Files.createDirectory(home.resolve("data"));
        database = folder.resolve("events.db");
    }

    EventLog open() {
        EventLog log = new EventLog(
                new SimpleMeterRegistry(), Clock.fixed(NOW, Clock.systemUTC().getZone()), failures::incrementAndGet);
        log.use(folder, Duration.ofDays(7));
        open = Optional.of(log);
        return log;
    }

    void writeAndClose() {
        EventLog log = open();
        write(log);
        log.close();
    }

    void writeAndKill() throws IOException {
        EventLog log = open();
        write(log);
        kill(log);
    }

    /** Leaves the files as they are while the log is open. */
    void kill(EventLog log) throws IOException {
        Path copy = Files.createTempDirectory(folder.getParent(), "copy");
        for (String name : List.of("events.db", "events.db-wal", "lock")) {
            Files.copy(folder.resolve(name), copy.resolve(name));
        }
        log.close();
        for (String name : List.of("events.db", "events.db-wal", "lock")) {
            Files.deleteIfExists(folder.resolve(name));
            Files.move(copy.resolve(name), folder.resolve(name));
        }
    }

    /** In many commits. */
    private static void write(EventLog log) {
        for (int i = 0; i < EVENTS; ) {
            List<Event> events = new ArrayList<>();
            int size = i == EVENTS - 1 ? 1 : Math.min(97, EVENTS - 1 - i);
            for (int j = 0; j < size; j++) {
                events.add(event("event" + i++));
            }
            done(log, events);
        }
    }

    static long append(EventLog log, String id) {
        Appended appended = done(log, List.of(event(id)));
        return appended.stored().isEmpty() ? -1 : appended.stored().getFirst().sequence();
    }

    private static Appended done(EventLog log, List<Event> events) {
        return log.append(events)
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private static Event event(String id) {
        return new Event(
                id,
                "message.received",
                Optional.of("customer"),
                NOW,
                NOW,
                "{\"id\":\"" + id + "\"}",
                Optional.of(RawJson.of(("raw " + id).getBytes(UTF_8))));
    }

    /** The ids of the events that come out as they went in. */
    static List<String> readable(EventLog log) {
        return ((Slice.Events) log.read(Optional.empty(), new Filter(List.of("message.*"), Optional.empty()), 10_000))
                .events().stream()
                        .filter(event -> event.data().equals("{\"id\":\"" + event.id() + "\"}"))
                        .map(StoredEvent::id)
                        .toList();
    }

    static Throwable catchRead(EventLog log) {
        return catchThrowable(() -> readable(log));
    }

    static void overwrite(Path file, long at, int length) throws IOException {
        byte[] noise = new byte[length];
        new Random(7).nextBytes(noise);
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.seek(at);
            opened.write(noise);
        }
    }

    /** In the middle, far from the last commit. Gives the file. */
    Path breakAPageOfTheWriteAheadLog() throws IOException {
        Path writeAheadLog = folder.resolve("events.db-wal");
        long middle = Files.size(writeAheadLog) / 2 / (PAGE + 24) * (PAGE + 24);
        overwrite(writeAheadLog, middle, 512);
        return writeAheadLog;
    }

    /** Where the page of the database begins that holds the event with this id. */
    long pageOf(String id) throws IOException {
        int at = Files.readString(database, ISO_8859_1).indexOf("raw " + id);
        return at / PAGE * (long) PAGE;
    }

    /** Where the first page of a table begins. */
    long rootOf(String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT rootpage FROM sqlite_schema WHERE name = '" + table + "'")) {
            row.next();
            return (row.getLong(1) - 1) * PAGE;
        }
    }

    /** One with fingerprints that are not in their final place. */
    long pageOfFresh() throws IOException {
        byte[] fingerprint = Fingerprint.of("event1000").bytes();
        int at = Files.readString(database, ISO_8859_1).indexOf(new String(fingerprint, ISO_8859_1));
        return at / PAGE * (long) PAGE;
    }

    Path asideFile(String prefix, String name) {
        return aside(prefix).resolve(name);
    }

    Path aside(String prefix) {
        return folder.resolve(files().stream()
                .filter(name -> name.startsWith(prefix))
                .findFirst()
                .orElseThrow());
    }

    List<String> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        open.ifPresent(EventLog::close);
    }
}
