package io.instagramoperator.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.instagram.payload.RawJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protects the disk from files that grow without bound, though webhooks come all the time. */
class LogSizeTest {

    private static final Duration RETENTION = Duration.ofDays(7);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long MEBIBYTE = 1 << 20;

    private final Path folder;
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T12:00:00Z"));
    private final InstantSource clock = now::get;
    private final EventLog log =
            new EventLog(new SimpleMeterRegistry(), clock.withZone(ZoneOffset.UTC), () -> assertThat("a write")
                    .isEqualTo("well"));

    LogSizeTest(@TempDir Path folder) {
        this.folder = folder;
        log.use(folder, RETENTION);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void usesTheRoomAgainThatExpiredEventsLeave() {
        // Given
        append(0, 400, 10_000);
        long first = log.status().bytes();

        for (int round = 1; round <= 4; round++) {
            // When
            now.updateAndGet(instant -> instant.plus(RETENTION).plusSeconds(1));
            append(round * 1_000, 400, 10_000);
            await().atMost(PATIENCE).until(() -> log.bounds().events() == 400);
        }

        // Then
        assertThat(log.status().bytes()).isLessThan(2 * first + 20 * MEBIBYTE);
    }

    @Test
    void beginsTheWriteAheadLogAnewWhenSomebodyHasReadForALongTime() throws Exception {
        // Given
        CountDownLatch reads = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        CompletableFuture<Bounds> reader = CompletableFuture.supplyAsync(() -> log.query(connection -> {
            Bounds bounds = Reading.bounds(connection);
            reads.countDown();
            return waitFor(done) ? bounds : new Bounds(0, 0);
        }));
        assertThat(reads.await(1, TimeUnit.MINUTES)).isTrue();

        // When
        append(0, 80, (int) MEBIBYTE);
        long during = writeAheadLogBytes();
        done.countDown();
        reader.join();

        // Then
        assertThat(during).isGreaterThan(64 * MEBIBYTE);
        await().atMost(PATIENCE).until(() -> writeAheadLogBytes() < 20 * MEBIBYTE);
    }

    private static boolean waitFor(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long writeAheadLogBytes() {
        return folder.resolve("events.db-wal").toFile().length();
    }

    private void append(int from, int count, int bytes) {
        Instant received = now.get();
        IntStream.range(from, from + count)
                .mapToObj(i -> new Event(
                        "event" + i,
                        "message.received",
                        Optional.empty(),
                        received,
                        received,
                        "{}",
                        Optional.of(RawJson.of(new byte[bytes]))))
                .forEach(event -> log.append(List.of(event))
                        .toCompletableFuture()
                        .orTimeout(1, TimeUnit.MINUTES)
                        .join());
    }
}
