package io.instagramoperator.receiver.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is appended is stored once, in order, and found again. */
class EventLogTest {

    private static final Duration WEEK = Duration.ofDays(7);

    private final Path folder;
    private EventLog log = SampleEvents.log(SampleEvents.NOW);

    EventLogTest(@TempDir Path folder) {
        this.folder = folder;
        log.use(folder, WEEK);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "Grüße", "ありがとう", "😀👍🏽", "\u0000", "a\"b\\c"})
    void givesTextsAsTheyWere(String text) {
        // Given
        Event event = new Event(
                "id " + text,
                "event " + text,
                Optional.of("customer " + text),
                SampleEvents.NOW,
                SampleEvents.NOW,
                "data " + text,
                Optional.empty());

        // When
        SampleEvents.done(log.append(List.of(event)));

        // Then
        assertThat(SampleEvents.all(log, Optional.empty(), Filter.ALL))
                .containsExactly(new StoredEvent(
                        1,
                        event.id(),
                        event.event(),
                        event.conversation(),
                        event.time(),
                        event.received(),
                        event.data().text()));
        assertThat(log.find(event.id())).isPresent();
        assertThat(SampleEvents.all(log, Optional.empty(), new Filter(List.of(), event.conversation())))
                .hasSize(1);
    }

    @Test
    void givesWhatWasAppendedInTheOrderOfAcceptance() {
        // When
        Appended appended =
                SampleEvents.done(log.append(List.of(SampleEvents.message("a"), SampleEvents.message("b"))));

        // Then
        assertThat(appended.duplicates()).isZero();
        assertThat(appended.stored()).extracting(Header::sequence).containsExactly(1L, 2L);
        assertThat(SampleEvents.all(log, Optional.empty(), Filter.ALL))
                .containsExactly(
                        new StoredEvent(
                                1,
                                "a",
                                "message.received",
                                Optional.of("customer"),
                                SampleEvents.NOW,
                                SampleEvents.NOW,
                                "{\"id\":\"a\"}"),
                        new StoredEvent(
                                2,
                                "b",
                                "message.received",
                                Optional.of("customer"),
                                SampleEvents.NOW,
                                SampleEvents.NOW,
                                "{\"id\":\"b\"}"));
        assertThat(log.raw("b")).hasValueSatisfying(raw -> assertThat(raw).isEqualTo("raw b".getBytes(UTF_8)));
        assertThat(log.find("b").orElseThrow().sequence()).isEqualTo(2);
        assertThat(log.find("c")).isEmpty();
    }

    @Test
    void storesADuplicateOnceAndLeavesNoGap() {
        // When
        SampleEvents.done(log.append(List.of(SampleEvents.message("a"), SampleEvents.message("a"))));
        Appended second = SampleEvents.done(log.append(List.of(SampleEvents.message("a"), SampleEvents.message("b"))));

        // Then
        assertThat(second.duplicates()).isEqualTo(1);
        assertThat(SampleEvents.all(log, Optional.empty(), Filter.ALL))
                .extracting(StoredEvent::sequence)
                .containsExactly(1L, 2L);
    }

    @Test
    void readsOnFromACursorAndPastWhatTheFilterLeavesOut() {
        // Given
        SampleEvents.done(log.append(List.of(
                SampleEvents.message("a"), SampleEvents.read("b"), SampleEvents.message("c"), SampleEvents.read("d"))));
        Filter messages = new Filter(List.of("message.rec*"), Optional.empty());

        // When
        Slice first = log.read(Optional.empty(), messages, 1);

        // Then
        assertThat(first).isEqualTo(new Slice.Events(List.of(log.find("a").orElseThrow()), new Cursor(1), true));
        assertThat(log.read(Optional.of(new Cursor(1)), messages, 5))
                .isEqualTo(new Slice.Events(List.of(log.find("c").orElseThrow()), new Cursor(4), false));
    }

    @Test
    void looksAtSoManyAtATimeThatOthersGetTheirTurn() {
        // Given
        for (int i = 0; i < 51; i++) {
            int batch = i;
            SampleEvents.done(log.append(IntStream.range(0, 1_000)
                    .mapToObj(j -> SampleEvents.read(batch + "-" + j))
                    .toList()));
        }
        SampleEvents.done(log.append(List.of(SampleEvents.message("a"))));
        Filter messages = new Filter(List.of("message.received"), Optional.empty());

        // When
        Slice first = log.read(Optional.empty(), messages, 5);

        // Then
        assertThat(first).isEqualTo(new Slice.Events(List.of(), new Cursor(50_000), true));
        assertThat(log.read(Optional.of(new Cursor(50_000)), messages, 5))
                .isEqualTo(new Slice.Events(List.of(log.find("a").orElseThrow()), new Cursor(51_001), false));
    }

    @Test
    void filtersByConversation() {
        // Given
        SampleEvents.done(log.append(List.of(SampleEvents.message("a"), SampleEvents.unknown("b"))));

        // Then
        assertThat(SampleEvents.all(log, Optional.empty(), new Filter(List.of(), Optional.of("customer"))))
                .extracting(StoredEvent::id)
                .containsExactly("a");
        assertThat(SampleEvents.all(log, Optional.empty(), new Filter(List.of("*"), Optional.of("somebody else"))))
                .isEmpty();
    }

    @Test
    void wakesWhoWaitsForAnEventThatTheFilterLetsThrough() {
        // Given
        CompletableFuture<Void> reads = log.tail().next(new Filter(List.of("message.read"), Optional.empty()));

        // When
        SampleEvents.done(log.append(List.of(SampleEvents.message("a"))));
        boolean early = reads.isDone();
        SampleEvents.done(log.append(List.of(SampleEvents.read("b"))));

        // Then
        assertThat(early).isFalse();
        assertThat(reads).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void undoesForeignWorkThatFailsAndNothingElse() {
        // Given
        CompletionStage<Appended> before = log.append(List.of(SampleEvents.message("a")));

        // When
        CompletionStage<String> failed = log.write(tx -> {
            tx.append(SampleEvents.message("b"));
            throw new IllegalArgumentException("a mistake");
        });
        CompletionStage<Appended> after = log.append(List.of(SampleEvents.message("c")));

        // Then
        assertThat(failed.toCompletableFuture())
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withMessageContaining("a mistake");
        assertThat(SampleEvents.done(before).stored()).hasSize(1);
        assertThat(SampleEvents.done(after).stored())
                .extracting(Header::sequence)
                .containsExactly(2L);
        assertThat(SampleEvents.all(log, Optional.empty(), Filter.ALL))
                .extracting(StoredEvent::id)
                .containsExactly("a", "c");
    }

    @Test
    void takesAnotherTableAlongInTheSameTransaction() {
        // When
        SampleEvents.done(log.write(tx -> {
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
    void refusesACursorOfAnotherLog() {
        assertThat(log.read(Optional.of(new Cursor(99)), Filter.ALL, 10)).isEqualTo(new Slice.Expired(new Cursor(0)));
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
            all.add(busy.append(List.of(SampleEvents.message("m" + i))).toCompletableFuture());
        }
        all.forEach(SampleEvents::done);

        // Then
        assertThat(busy.bounds()).isEqualTo(new Bounds(1, 5_000));
        assertThat(metrics.get("instagram_log_commit_seconds").timer().count()).isLessThan(2_000);
        busy.close();
    }
}
