package io.instagramoperator.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protects the promise that nothing is acknowledged which is not on the disk, when the disk is full or fails. */
class WriterTest {

    private static final long RESERVE = 1_000;

    private final AtomicLong free = new AtomicLong(RESERVE);
    private final AtomicInteger failures = new AtomicInteger();
    private final Database database;
    private final WriteBack writeBack;
    private final Writer writer;

    WriterTest(@TempDir Path folder) throws Exception {
        database = Database.open(folder);
        Connection connection = database.writer();
        writeBack = new WriteBack(database, database.checkpointer(), failures::incrementAndGet);
        writer = new Writer(
                connection,
                new Seen(connection),
                new FreeSpace(free::get, RESERVE),
                new Tail(),
                writeBack,
                new SimpleMeterRegistry().timer("commit"),
                failures::incrementAndGet);
        writer.start();
    }

    @AfterEach
    void close() throws SQLException {
        writeBack.close();
        database.close();
    }

    @Test
    void refusesEventsWhileOnlyTheReserveIsLeftAndTakesThemAgainAfterwards() throws Exception {
        // Given
        free.set(RESERVE - 1);
        await().until(() -> refusal(append("a")).equals(Optional.of(LogState.FULL)));

        // When
        CompletionStage<Integer> other = writer.write(tx -> tx.connection().getNetworkTimeout());
        free.set(RESERVE);

        // Then
        assertThat(other.toCompletableFuture()).succeedsWithin(Duration.ofSeconds(5));
        await().until(() -> refusal(append("a")).isEmpty());
        assertThat(failures).hasValue(0);
        writer.close();
    }

    @Test
    void endsTheProcessAfterAFailedWriteAndAcknowledgesNothingMore() {
        // Given
        assertThat(refusal(append("a"))).isEmpty();
        breakTheDatabase();

        // When
        Optional<LogState> during = refusal(append("b"));
        Optional<LogState> after = refusal(append("c"));

        // Then
        assertThat(during).contains(LogState.FAILED);
        assertThat(after).contains(LogState.FAILED);
        assertThat(writer.state()).isEqualTo(LogState.FAILED);
        await().untilAtomic(failures, is(1));
    }

    @Test
    void acknowledgesWhatWasQueuedBeforeItIsClosed() throws Exception {
        // When
        CompletionStage<Appended> before = append("a");
        writer.close();

        // Then
        assertThat(refusal(before)).isEmpty();
        assertThat(refusal(append("b"))).contains(LogState.CLOSED);
    }

    @Test
    void workFindsTheEventsThatAreAppendedBeforeItInTheSameCommit() throws Exception {
        // Given
        var busy = new CountDownLatch(1);
        CompletionStage<Boolean> first = writer.write(tx -> awaited(busy));

        // When
        append("a");
        append("b");
        CompletionStage<Integer> found = writer.write(tx -> {
            try (var statement = tx.connection().createStatement();
                    var row = statement.executeQuery("SELECT count(*) FROM event")) {
                row.next();
                return row.getInt(1);
            }
        });
        busy.countDown();

        // Then
        assertThat(first.toCompletableFuture()).succeedsWithin(Duration.ofSeconds(5));
        assertThat(found.toCompletableFuture())
                .succeedsWithin(Duration.ofSeconds(5))
                .isEqualTo(2);
        writer.close();
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void breakTheDatabase() {
        assertThat(writer.write(tx -> {
                            try (var statement = tx.connection().createStatement()) {
                                return statement.executeUpdate("DROP TABLE event");
                            }
                        })
                        .toCompletableFuture())
                .succeedsWithin(Duration.ofSeconds(5));
    }

    private CompletionStage<Appended> append(String id) {
        return writer.append(List.of(
                new Event(id, "unknown", Optional.empty(), Instant.EPOCH, Instant.EPOCH, "{}", Optional.empty())));
    }

    /** Why an append was refused; empty if it was acknowledged. */
    private static Optional<LogState> refusal(CompletionStage<Appended> append) {
        return append.thenApply(appended -> Optional.<LogState>empty())
                .exceptionally(e -> Optional.of(state(e)))
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }

    private static LogState state(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return ((LogUnavailableException) cause).state();
    }
}
