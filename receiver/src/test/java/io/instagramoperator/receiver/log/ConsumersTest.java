package io.instagramoperator.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.receiver.log.Consumers.Commitment;
import io.instagramoperator.receiver.log.Consumers.Consumer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far applications have come is known to the log, also after a restart. */
class ConsumersTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Path folder;
    private EventLog log;
    private Consumers consumers;

    ConsumersTest(@TempDir Path folder) {
        this.folder = folder;
        this.log = open(NOW);
        this.consumers = consumers();
        append("a", "b", "c");
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void beginsAtTheEarliestAndReadsTheSameAgainUntilItCommits() {
        // When
        Slice first = consumers.read("crm", Filter.ALL, PageSize.of(2));
        Slice again = consumers.read("crm", Filter.ALL, PageSize.of(2));

        // Then
        assertThat(ids(first)).containsExactly("a", "b");
        assertThat(again).isEqualTo(first);
        assertThat(consumers.list()).isEmpty();
    }

    @Test
    void readsOnAfterWhatItCommittedEachForItself() {
        // When
        Commitment commitment = done(consumers.commit("crm", new Cursor(2)));

        // Then
        assertThat(commitment).isEqualTo(new Commitment.Stored());
        assertThat(ids(consumers.read("crm", Filter.ALL, PageSize.of(10)))).containsExactly("c");
        assertThat(ids(consumers.read("billing", Filter.ALL, PageSize.of(10)))).containsExactly("a", "b", "c");
    }

    @Test
    void goesBackWhenAnEarlierCursorIsCommitted() {
        // Given
        done(consumers.commit("crm", new Cursor(3)));

        // When
        done(consumers.commit("crm", new Cursor(1)));

        // Then
        assertThat(ids(consumers.read("crm", Filter.ALL, PageSize.of(10)))).containsExactly("b", "c");
    }

    @Test
    void remembersAcrossARestart() {
        // Given
        done(consumers.commit("crm", new Cursor(2)));

        // When
        restart(NOW.plusSeconds(60));

        // Then
        assertThat(consumers.list()).containsExactly(new Consumer("crm", new Cursor(2), 1, NOW));
        assertThat(ids(consumers.read("crm", Filter.ALL, PageSize.of(10)))).containsExactly("c");
    }

    @Test
    void refusesACursorThatIsAheadOfTheLog() {
        // When
        Commitment commitment = done(consumers.commit("crm", new Cursor(4)));

        // Then
        assertThat(commitment).isEqualTo(new Commitment.Ahead(new Cursor(3)));
        assertThat(consumers.list()).isEmpty();
    }

    @Test
    void saysSoWhenWhatFollowsHasExpired() {
        // Given
        done(consumers.commit("crm", new Cursor(1)));

        // When
        restart(NOW.plus(Duration.ofDays(2)));
        append("d");
        awaitRetention();

        // Then
        assertThat(consumers.read("crm", Filter.ALL, PageSize.of(10))).isEqualTo(new Slice.Expired(new Cursor(3)));
        assertThat(consumers.list()).extracting(Consumer::backlog).containsExactly(1L);
        done(consumers.commit("crm", new Cursor(3)));
        assertThat(ids(consumers.read("crm", Filter.ALL, PageSize.of(10)))).containsExactly("d");
    }

    @Test
    void forgetsAConsumerThatIsDeleted() {
        // Given
        done(consumers.commit("crm", new Cursor(2)));

        // When
        boolean there = done(consumers.delete("crm"));
        boolean again = done(consumers.delete("crm"));

        // Then
        assertThat(there).isTrue();
        assertThat(again).isFalse();
        assertThat(consumers.list()).isEmpty();
    }

    @Test
    void takesNoMoreThanTheMost() {
        // Given
        IntStream.range(0, Consumers.MOST - 1).forEach(i -> consumers.commit("c" + i, new Cursor(0)));

        // When
        Commitment last = done(consumers.commit("last", new Cursor(1)));
        Commitment tooMany = done(consumers.commit("too-many", new Cursor(1)));
        Commitment known = done(consumers.commit("last", new Cursor(2)));

        // Then
        assertThat(last).isEqualTo(new Commitment.Stored());
        assertThat(tooMany).isEqualTo(new Commitment.TooMany());
        assertThat(known).isEqualTo(new Commitment.Stored());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "crm,      true",
        "a,        true",
        "7,        true",
        "crm-2,    true",
        "'',       false",
        "-crm,     false",
        "crm-,     false",
        "crm.,     false",
        "_crm,     false",
        "CRM,      true",
        "crm_2,    true",
        "crm.eu,   true",
        "crm eu,   false",
        "crm/eu,   false",
        "cröm,     false",
    })
    void isNamedLikeTheValueOfALabel(String name, boolean allowed) {
        assertThat(Consumers.isName(name)).isEqualTo(allowed);
        assertThat(Consumers.isName("a".repeat(63))).isTrue();
        assertThat(Consumers.isName("a".repeat(64))).isFalse();
    }

    private void restart(Instant now) {
        log.close();
        log = open(now);
        consumers = consumers();
    }

    private EventLog open(Instant now) {
        EventLog opened = new EventLog(new SimpleMeterRegistry(), Clock.fixed(now, ZoneOffset.UTC), () -> {
            throw new AssertionError("no write fails here");
        });
        opened.use(folder, Duration.ofDays(1));
        return opened;
    }

    private Consumers consumers() {
        return new Consumers(log, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** Retention takes what was there before, not what is new. */
    private void awaitRetention() {
        await().until(() -> log.bounds().events() == 1);
    }

    private void append(String... ids) {
        Instant received = log.bounds().last() < 3 ? NOW : NOW.plus(Duration.ofDays(2));
        done(log.append(List.of(ids).stream()
                .map(id -> new Event(id, "message.received", Optional.empty(), NOW, received, "{}", Optional.empty()))
                .toList()));
    }

    private static List<String> ids(Slice slice) {
        return ((Slice.Events) slice).events().stream().map(StoredEvent::id).toList();
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
