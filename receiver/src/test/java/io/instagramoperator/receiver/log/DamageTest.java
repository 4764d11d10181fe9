package io.instagramoperator.receiver.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.instagram.payload.RawJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Protects what can still be read of damaged files, and an administrator from not hearing of the rest: whatever happens to the files,
 * the log opens, goes on counting behind all that it has counted, and says what was set aside.
 */
class DamageTest {

    private static final int EVENTS = 2_000;
    private static final int PAGE = 4_096;
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Path folder;
    private final Path database;
    private final AtomicInteger failures = new AtomicInteger();
    private Optional<EventLog> open = Optional.empty();

    DamageTest(@TempDir Path home) throws IOException {
        folder = Files.createDirectory(home.resolve("data"));
        database = folder.resolve("events.db");
    }

    @AfterEach
    void close() {
        open.ifPresent(EventLog::close);
    }

    @Test
    void saysNothingAfterAProperEnd() {
        // Given
        writeAndClose();

        // When
        EventLog log = open();

        // Then
        assertThat(log.status().message()).isEmpty();
        assertThat(files()).containsExactly("events.db", "events.db-shm", "events.db-wal", "lock");
    }

    @Test
    void cutsALastCommitThatWasNotFinishedAndKeepsACopy() throws Exception {
        // Given
        writeAndKill();
        Path writeAheadLog = folder.resolve("events.db-wal");
        byte[] torn = Files.readAllBytes(writeAheadLog);
        try (RandomAccessFile file = new RandomAccessFile(writeAheadLog.toFile(), "rw")) {
            file.setLength(file.length() - 100);
        }

        // When
        EventLog log = open();

        // Then
        assertThat(log.bounds().last()).isEqualTo(EVENTS - 1);
        assertThat(log.status().message())
                .startsWith("the last commit was not finished, as after a power failure: ")
                .contains("nothing in them was acknowledged; a copy is in " + folder.resolve("torn-"));
        assertThat(asideFile("torn-", "events.db-wal")).hasSize(torn.length - 100);
        assertThat(append(log, "next")).isEqualTo(EVENTS);
    }

    @Test
    void keepsOnlyAFewCopiesOfUnfinishedCommits() throws Exception {
        for (int i = 0; i < 5; i++) {
            // When
            EventLog log = open();
            append(log, "event" + i);
            kill(log);
            try (RandomAccessFile file =
                    new RandomAccessFile(folder.resolve("events.db-wal").toFile(), "rw")) {
                file.setLength(file.length() - 100);
            }
        }
        open();

        // Then
        assertThat(files().stream().filter(name -> name.startsWith("torn-"))).hasSize(3);
    }

    @Test
    void keepsWhatIsIntactAroundABrokenPageOfTheWriteAheadLog() throws Exception {
        // Given
        writeAndKill();
        Path writeAheadLog = folder.resolve("events.db-wal");
        long middle = Files.size(writeAheadLog) / 2 / (PAGE + 24) * (PAGE + 24);
        overwrite(writeAheadLog, middle, 512);

        // When
        EventLog log = open();

        // Then
        assertThat(readable(log)).hasSizeGreaterThan(EVENTS - 200).contains("event" + (EVENTS - 1));
        assertThat(log.status().message())
                .contains("was damaged", "remove that folder to end this message")
                .contains(folder.resolve("damaged-").toString());
        assertThat(asideFile("damaged-", "events.db-wal")).exists();
        assertThat(append(log, "next")).isGreaterThan(EVENTS);
    }

    @Test
    void savesWhatCanBeReadWhenPagesInTheMiddleAreBroken() throws Exception {
        // Given
        writeAndClose();
        overwrite(database, pageOf("event1000"), PAGE);
        byte[] damaged = Files.readAllBytes(database);
        EventLog running = open();

        // When
        assertThat(catchRead(running)).isNotNull();
        running.close();
        EventLog log = open();

        // Then
        assertThat(failures).hasPositiveValue();
        assertThat(readable(log)).hasSizeBetween(EVENTS - 100, EVENTS - 1).doesNotHaveDuplicates();
        assertThat(log.status().message())
                .startsWith("the database was damaged (")
                .containsPattern("events were saved, missing are: \\d+")
                .contains("the old files are in " + folder.resolve("damaged-"));
        assertThat(asideFile("damaged-", "events.db")).hasBinaryContent(damaged);
        assertThat(append(log, "next")).isEqualTo(EVENTS + 2);
        assertThat(append(log, "event0")).as("it is still known").isEqualTo(-1);
    }

    @Test
    void savesWhatCanBeReadWhenAPageIsBrokenThatIsNeededAtTheStart() throws Exception {
        // Given
        writeAndClose();
        overwrite(database, pageOfFresh(), PAGE);

        // When
        EventLog log = open();
        await().until(() -> log.state() == LogState.OPEN);

        // Then
        assertThat(readable(log)).hasSize(EVENTS);
        assertThat(log.status().message()).contains(EVENTS + " events were saved");
        assertThat(append(log, "event1000")).as("it is still known").isEqualTo(-1);
    }

    @Test
    void savesWhatCanBeReadOfAFileThatWasCut() throws Exception {
        // Given
        writeAndClose();
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
            file.setLength(file.length() * 3 / 4);
        }

        // When
        EventLog log = open();

        // Then
        assertThat(readable(log)).hasSizeGreaterThan(EVENTS / 2);
        assertThat(log.status().message()).contains("events were saved, missing are: ", "perhaps some at the end");
        assertThat(append(log, "next")).isGreaterThan(EVENTS);
    }

    @Test
    void startsANewLogBehindTheOldOneWhenNothingCanBeRead() throws Exception {
        // Given
        writeAndClose();
        overwrite(database, 0, 2 * PAGE);

        // When
        EventLog log = open();

        // Then
        assertThat(log.status().message()).contains("0 events were saved, missing are: all before this one");
        assertThat(append(log, "next")).isGreaterThan(1_000_000_000_000L);
        assertThat(asideFile("damaged-", "events.db")).exists();
    }

    @Test
    void noticesThatTheDatabaseIsGone() throws Exception {
        // Given
        writeAndClose();
        Files.delete(database);

        // When
        EventLog log = open();

        // Then
        assertThat(log.status().message()).startsWith("the database was damaged (it is gone): 0 events were saved");
        assertThat(append(log, "next")).isGreaterThan(EVENTS);
    }

    @Test
    void goesOnSavingWhenTheProcessEndedInTheMiddleOfIt() throws Exception {
        // Given
        writeAndKill();
        Path aside = Files.createDirectory(folder.resolve("damaged-2026-11-23T12-00-00Z"));
        Files.move(folder.resolve("events.db-wal"), aside.resolve("events.db-wal"));

        // When
        EventLog log = open();

        // Then
        assertThat(readable(log)).hasSize(EVENTS);
        assertThat(log.status().message())
                .startsWith("the database was damaged (the process ended while it was saved): " + EVENTS
                        + " events were saved, missing are: none that is known of");
    }

    @Test
    void staysWithTheMessageUntilTheOldFilesAreRemoved() throws Exception {
        // Given
        writeAndClose();
        overwrite(database, 0, 2 * PAGE);
        open().close();

        // When
        EventLog log = open();
        String message = log.status().message();
        try (Stream<Path> files = Files.walk(aside("damaged-"))) {
            files.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(file -> assertThat(file.delete())
                    .isTrue());
        }

        // Then
        assertThat(message).startsWith("the database was damaged");
        assertThat(log.status().message()).isEmpty();
    }

    @Test
    void refusesToGoOnWithADiskThatDamagesFilesAgainAndAgain() throws Exception {
        // Given
        for (int i = 0; i < 3; i++) {
            EventLog log = open();
            append(log, "event" + i);
            log.close();
            overwrite(database, 0, 2 * PAGE);
        }
        open().close();
        overwrite(database, 0, 2 * PAGE);

        // When
        EventLog log = open();

        // Then
        assertThat(log.state()).isEqualTo(LogState.FAILED);
        assertThat(log.problem().orElseThrow()).contains("for the 4th time: have the disk replaced");
    }

    private EventLog open() {
        EventLog log = new EventLog(
                new SimpleMeterRegistry(), Clock.fixed(NOW, Clock.systemUTC().getZone()), failures::incrementAndGet);
        log.use(folder, Duration.ofDays(7));
        open = Optional.of(log);
        return log;
    }

    private void writeAndClose() {
        EventLog log = open();
        write(log);
        log.close();
    }

    private void writeAndKill() throws IOException {
        EventLog log = open();
        write(log);
        kill(log);
    }

    /** Leaves the files as they are while the log is open. */
    private void kill(EventLog log) throws IOException {
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

    private static long append(EventLog log, String id) {
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
    private static List<String> readable(EventLog log) {
        return ((Slice.Events) log.read(Optional.empty(), new Filter(List.of("message.*"), Optional.empty()), 10_000))
                .events().stream()
                        .filter(event -> event.data().equals("{\"id\":\"" + event.id() + "\"}"))
                        .map(StoredEvent::id)
                        .toList();
    }

    private static Throwable catchRead(EventLog log) {
        return catchThrowable(() -> readable(log));
    }

    private static void overwrite(Path file, long at, int length) throws IOException {
        byte[] noise = new byte[length];
        new Random(7).nextBytes(noise);
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.seek(at);
            opened.write(noise);
        }
    }

    /** Where the page of the database begins that holds the event with this id. */
    private long pageOf(String id) throws IOException {
        int at = Files.readString(database, ISO_8859_1).indexOf("raw " + id);
        return at / PAGE * (long) PAGE;
    }

    /** One with fingerprints that are not in their final place. */
    private long pageOfFresh() throws IOException {
        byte[] fingerprint = Fingerprint.of("event1000").bytes();
        int at = Files.readString(database, ISO_8859_1).indexOf(new String(fingerprint, ISO_8859_1));
        return at / PAGE * (long) PAGE;
    }

    private Path asideFile(String prefix, String name) {
        return aside(prefix).resolve(name);
    }

    private Path aside(String prefix) {
        return folder.resolve(files().stream()
                .filter(name -> name.startsWith(prefix))
                .findFirst()
                .orElseThrow());
    }

    private List<String> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
