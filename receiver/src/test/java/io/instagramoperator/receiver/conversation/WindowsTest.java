package io.instagramoperator.receiver.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.conversation.Windows.Answer;
import io.instagramoperator.receiver.event.EventNames;
import io.instagramoperator.receiver.log.Event;
import io.instagramoperator.receiver.log.EventLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** When customers wrote last, drawn from a log on disk. */
class WindowsTest {

    private static final List<String> OPENING =
            List.of("message.received", "postback.received", "standby.message.received", "standby.postback.received");

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Duration RETENTION = Duration.ofDays(60);
    private static final Answer NEVER_SEEN = new Answer.NeverSeen();

    private final Path folder;
    private EventLog log;
    private Windows windows;

    WindowsTest(@TempDir Path folder) {
        this.folder = folder;
        open();
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void opensWithTheLastMessageOfTheCustomer() {
        // Given
        write("7", NOW.minus(Duration.ofHours(30)));
        write("7", NOW.minus(Duration.ofHours(2)));
        write("8", NOW.minus(Duration.ofHours(40)));

        // Then
        assertThat(of("7")).isEqualTo(opened(NOW.minus(Duration.ofHours(2))));
        assertThat(of("8")).isEqualTo(opened(NOW.minus(Duration.ofHours(40))));
        assertThat(of("9")).isEqualTo(NEVER_SEEN);
    }

    @Test
    void isOpenedAnewByWhatComesLaterAndNotByWhatComesLate() {
        // Given
        write("7", NOW.minus(Duration.ofHours(30)));
        Answer before = of("7");

        // When
        write("7", NOW.minus(Duration.ofHours(1)));
        Answer after = of("7");
        write("7", NOW.minus(Duration.ofHours(20)));

        // Then
        assertThat(before).isEqualTo(opened(NOW.minus(Duration.ofHours(30))));
        assertThat(after).isEqualTo(opened(NOW.minus(Duration.ofHours(1))));
        assertThat(of("7")).isEqualTo(after);
    }

    @ParameterizedTest
    @MethodSource
    void isNotOpenedByAnythingElse(String event) {
        // When
        append(event(event, "7", NOW, NOW));

        // Then
        assertThat(of("7")).isEqualTo(NEVER_SEEN);
    }

    static Stream<String> isNotOpenedByAnythingElse() {
        return EventNames.ALL.stream().filter(event -> !OPENING.contains(event));
    }

    @ParameterizedTest
    @FieldSource("OPENING")
    void isOpenedByMessagesAndTapsWhoeverHasTheConversationInHand(String event) {
        // When
        append(event(event, "7", NOW, NOW));

        // Then
        assertThat(of("7")).isEqualTo(opened(NOW));
    }

    @Test
    void opensNoLaterThanTheMessageWasReceived() {
        // When
        append(event("message.received", "7", NOW.plus(Duration.ofHours(5)), NOW));

        // Then
        assertThat(of("7")).isEqualTo(opened(NOW));
    }

    @Test
    void goesThroughAllEventsHoweverManyThereAre() {
        // Given: more than it takes at a time, by far
        write("7", NOW.minus(Duration.ofHours(3)));
        append(IntStream.range(0, 100)
                .mapToObj(i -> event("message.received", "c" + i % 9, NOW.minusSeconds(i), NOW))
                .toArray(Event[]::new));

        // When
        List<CompletionStage<Answer>> asked = new ArrayList<>();
        IntStream.range(0, 20).forEach(_ -> asked.add(windows.of("c3", Runnable::run)));

        // Then
        assertThat(asked).extracting(WindowsTest::done).allMatch(opened(NOW.minusSeconds(3))::equals);
        assertThat(of("7")).isEqualTo(opened(NOW.minus(Duration.ofHours(3))));
    }

    @Test
    void goesOnAfterARestartWhereItWas() {
        // Given
        write("7", NOW.minus(Duration.ofHours(3)));
        of("7");
        log.close();

        // When
        open();
        write("8", NOW.minus(Duration.ofHours(2)));

        // Then
        assertThat(of("7")).isEqualTo(opened(NOW.minus(Duration.ofHours(3))));
        assertThat(of("8")).isEqualTo(opened(NOW.minus(Duration.ofHours(2))));
    }

    @Test
    void forgetsCustomersLongAfterTheirWindowClosed() {
        // Given
        Instant longAgo = NOW.minus(Windows.MEMORY).plusSeconds(5);
        write("7", longAgo);
        write("8", longAgo.minusSeconds(10));
        Answer remembered = of("7");
        Answer tooOld = of("8");

        // When
        windows = new Windows(log, Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC), 10);
        write("9", NOW);
        of("9");

        // Then
        assertThat(remembered).isEqualTo(opened(longAgo));
        assertThat(tooOld).isEqualTo(NEVER_SEEN);
        assertThat(of("7")).isEqualTo(NEVER_SEEN);
    }

    @Test
    void knowsNothingOfWindowsOverWhichEventsAreGone() throws Exception {
        // Given: what was not gone through yet is over its retention, and may have been of customer 7
        write("7", NOW.minus(Duration.ofHours(30)));
        of("7");
        write("7", NOW.minus(Duration.ofHours(2)));
        write("8", NOW.minus(Duration.ofHours(1)));
        done(log.write(transaction -> {
            try (Statement statement = transaction.connection().createStatement()) {
                statement.executeUpdate("DELETE FROM event WHERE sequence <= 2");
                return statement.executeUpdate("UPDATE expired SET sequence = 2");
            }
        }));

        // Then
        assertThat(of("7")).isEqualTo(NEVER_SEEN);
        assertThat(of("8")).isEqualTo(opened(NOW.minus(Duration.ofHours(1))));
    }

    @Test
    void costsNothingUntilSomebodyAsks() {
        // When
        write("7", NOW);

        // Then
        assertThat(log.query(WindowTable::position)).isEmpty();
    }

    private void open() {
        log = new EventLog(new SimpleMeterRegistry(), Clock.fixed(NOW, ZoneOffset.UTC), () -> {});
        log.use(folder, RETENTION);
        windows = new Windows(log, Clock.fixed(NOW, ZoneOffset.UTC), 10);
    }

    private Answer of(String conversation) {
        return done(windows.of(conversation, Runnable::run));
    }

    private static Answer opened(Instant at) {
        return new Answer.Known(new ReplyWindow(at));
    }

    private void write(String customer, Instant time) {
        append(event("message.received", customer, time, NOW));
    }

    private void append(Event... events) {
        done(log.append(List.of(events)));
    }

    private static Event event(String name, String customer, Instant time, Instant received) {
        return new Event(
                UUID.randomUUID().toString(), name, Optional.of(customer), time, received, "{}", Optional.empty());
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
