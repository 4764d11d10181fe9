package io.instagramoperator.receiver.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.instagram.payload.RawJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

class EventLogTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    private final Path folder;
    private EventLog log = log(NOW);

    EventLogTest(@TempDir Path folder) {
        this.folder = folder;
        log.use(folder, WEEK);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void givesWhatWasAppendedInTheOrderOfAcceptance() {
        // When
        Appended appended = done(log.append(List.of(message("a"), message("b"))));

        // Then
        assertThat(appended.duplicates()).isZero();
        assertThat(appended.stored()).extracting(Header::sequence).containsExactly(1L, 2L);
        assertThat(read(Optional.empty(), Filter.ALL))
                .containsExactly(
                        new StoredEvent(
                                1, "a", "message.received", Optional.of("customer"), NOW, NOW, "{\"id\":\"a\"}"),
                        new StoredEvent(
                                2, "b", "message.received", Optional.of("customer"), NOW, NOW, "{\"id\":\"b\"}"));
        assertThat(log.raw("b")).hasValueSatisfying(raw -> assertThat(raw).isEqualTo("raw b".getBytes(UTF_8)));
        assertThat(log.find("b").orElseThrow().sequence()).isEqualTo(2);
        assertThat(log.find("c")).isEmpty();
    }

    @Test
    void storesADuplicateOnceAndLeavesNoGap() {
        // When
        done(log.append(List.of(message("a"), message("a"))));
        Appended second = done(log.append(List.of(message("a"), message("b"))));

        // Then
        assertThat(second.duplicates()).isEqualTo(1);
        assertThat(read(Optional.empty(), Filter.ALL))
                .extracting(StoredEvent::sequence)
                .containsExactly(1L, 2L);
    }

    @Test
    void holdsEverythingAfterARestart() {
        // Given
        done(log.append(List.of(message("a"), message("b"))));
        List<StoredEvent> before = read(Optional.empty(), Filter.ALL);

        // When
        log.close();
        log = log(NOW);
        log.use(folder, WEEK);

        // Then
        assertThat(read(Optional.empty(), Filter.ALL)).isEqualTo(before);
        assertThat(done(log.append(List.of(message("a")))).duplicates()).isEqualTo(1);
        assertThat(done(log.append(List.of(message("c")))).stored().getFirst().sequence())
                .isEqualTo(3);
    }

    @Test
    void readsOnFromACursorAndPastWhatTheFilterLeavesOut() {
        // Given
        done(log.append(List.of(message("a"), read("b"), message("c"), read("d"))));
        Filter messages = new Filter(List.of("message.rec*"), Optional.empty());

        // When
        Slice first = log.read(Optional.empty(), messages, 1);

        // Then
        assertThat(first).isEqualTo(new Slice.Events(List.of(log.find("a").orElseThrow()), new Cursor(1)));
        assertThat(log.read(Optional.of(new Cursor(1)), messages, 5))
                .isEqualTo(new Slice.Events(List.of(log.find("c").orElseThrow()), new Cursor(4)));
    }

    @Test
    void filtersByConversation() {
        // Given
        done(log.append(List.of(message("a"), unknown("b"))));

        // Then
        assertThat(read(Optional.empty(), new Filter(List.of(), Optional.of("customer"))))
                .extracting(StoredEvent::id)
                .containsExactly("a");
        assertThat(read(Optional.empty(), new Filter(List.of("*"), Optional.of("somebody else"))))
                .isEmpty();
    }

    @Test
    void wakesWhoWaitsForAnEventThatTheFilterLetsThrough() {
        // Given
        CompletableFuture<Void> reads = log.tail().next(new Filter(List.of("message.read"), Optional.empty()));

        // When
        done(log.append(List.of(message("a"))));
        boolean early = reads.isDone();
        done(log.append(List.of(read("b"))));

        // Then
        assertThat(early).isFalse();
        assertThat(reads).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void undoesForeignWorkThatFailsAndNothingElse() {
        // Given
        CompletionStage<Appended> before = log.append(List.of(message("a")));

        // When
        CompletionStage<String> failed = log.write(tx -> {
            tx.append(message("b"));
            throw new IllegalArgumentException("a mistake");
        });
        CompletionStage<Appended> after = log.append(List.of(message("c")));

        // Then
        assertThat(failed.toCompletableFuture())
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withMessageContaining("a mistake");
        assertThat(done(before).stored()).hasSize(1);
        assertThat(done(after).stored()).extracting(Header::sequence).containsExactly(2L);
        assertThat(read(Optional.empty(), Filter.ALL))
                .extracting(StoredEvent::id)
                .containsExactly("a", "c");
    }

    @Test
    void takesAnotherTableAlongInTheSameTransaction() {
        // When
        done(log.write(tx -> {
            try (var statement = tx.connection().createStatement()) {
                statement.executeUpdate("CREATE TABLE note (text TEXT)");
                return statement.executeUpdate("INSERT INTO note VALUES ('x')");
            }
        }));

        // Then
        assertThat(log.<String>query(connection -> {
                    try (var row = connection.createStatement().executeQuery("SELECT text FROM note")) {
                        return row.getString(1);
                    }
                }))
                .isEqualTo("x");
    }

    @Test
    void deletesWhatIsOverItsTimeButRemembersItForEightDays() {
        // Given
        done(log.append(List.of(message("a"), message("b"))));
        log.close();

        // When
        log = log(NOW.plus(WEEK).plusSeconds(1));
        log.use(folder, WEEK);
        await().until(() -> log.bounds().events() == 0);

        // Then
        assertThat(log.read(Optional.of(new Cursor(1)), Filter.ALL, 10)).isEqualTo(new Slice.Expired(new Cursor(2)));
        assertThat(log.read(Optional.empty(), Filter.ALL, 10)).isEqualTo(new Slice.Events(List.of(), new Cursor(2)));
        assertThat(log.raw("a")).isEmpty();
        assertThat(done(log.append(List.of(message("a")))).duplicates()).isEqualTo(1);
    }

    @Test
    void goesOnCountingAfterEverythingHasExpired() {
        // Given
        done(log.append(List.of(message("a"), message("b"))));
        log.close();

        // When
        log = log(NOW.plus(Duration.ofDays(30)));
        log.use(folder, WEEK);
        await().until(() -> log.bounds().events() == 0);
        log.close();
        log = log(NOW.plus(Duration.ofDays(30)));
        log.use(folder, WEEK);

        // Then
        assertThat(log.newestReceived()).contains(NOW);
        assertThat(done(log.append(List.of(message("c")))).stored().getFirst().sequence())
                .isEqualTo(3);
    }

    @Test
    void refusesACursorOfAnotherLog() {
        assertThat(log.read(Optional.of(new Cursor(99)), Filter.ALL, 10)).isEqualTo(new Slice.Expired(new Cursor(0)));
    }

    @Test
    void leavesANewerFormatUntouchedAndSaysSo() throws Exception {
        // Given
        log.close();
        Path file = folder.resolve("events.db");
        try (var connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        byte[] before = Files.readAllBytes(file);

        // When
        log = log(NOW);
        log.use(folder, WEEK);

        // Then
        assertThat(log.status().state()).isEqualTo(LogState.FAILED);
        assertThat(log.problem().orElseThrow())
                .contains(file.toString(), "format 99, newer than " + Format.CURRENT, "run the newer version");
        assertThatThrownBy(() -> read(Optional.empty(), Filter.ALL)).isInstanceOf(LogUnavailableException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void isUsedByOneProcessOnlyAndOpensWhenTheOtherHasEnded() {
        // Given
        EventLog second = log(NOW);

        // When
        second.use(folder, WEEK);

        // Then
        assertThat(second.status().state()).isEqualTo(LogState.FAILED);
        assertThat(second.problem().orElseThrow()).contains("in use by another process");
        log.close();
        await().until(() -> second.state() == LogState.OPEN);
        second.close();
    }

    @Test
    void takesNothingBeforeItIsOpen() {
        // Given
        EventLog closed = log(NOW);

        // Then
        assertThat(closed.state()).isEqualTo(LogState.CLOSED);
        assertThat(closed.append(List.of(message("a"))).toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("no valid configuration");
    }

    @Test
    void commitsTogetherWhatManyAppendAtOnce() {
        // Given
        var metrics = new SimpleMeterRegistry();
        EventLog busy = new EventLog(metrics, Clock.systemUTC(), () -> fail("no write fails here"));
        busy.use(folder.resolve("busy"), WEEK);

        // When
        List<CompletableFuture<Appended>> all = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            all.add(busy.append(List.of(message("m" + i))).toCompletableFuture());
        }
        all.forEach(EventLogTest::done);

        // Then
        assertThat(busy.bounds()).isEqualTo(new Bounds(1, 5_000));
        assertThat(metrics.get("instagram_log_commit_seconds").timer().count()).isLessThan(2_000);
        busy.close();
    }

    private static EventLog log(Instant now) {
        return new EventLog(
                new SimpleMeterRegistry(),
                Clock.fixed(now, Clock.systemUTC().getZone()),
                () -> fail("no write fails here"));
    }

    private List<StoredEvent> read(Optional<Cursor> after, Filter filter) {
        return ((Slice.Events) log.read(after, filter, 100)).events();
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static Event message(String id) {
        return event(id, "message.received", Optional.of("customer"));
    }

    private static Event read(String id) {
        return event(id, "message.read", Optional.of("customer"));
    }

    private static Event unknown(String id) {
        return event(id, "unknown", Optional.empty());
    }

    private static Event event(String id, String event, Optional<String> conversation) {
        return new Event(
                id,
                event,
                conversation,
                NOW,
                NOW,
                "{\"id\":\"" + id + "\"}",
                Optional.of(RawJson.of(("raw " + id).getBytes(UTF_8))));
    }
}
