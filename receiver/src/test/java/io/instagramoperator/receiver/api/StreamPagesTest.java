package io.instagramoperator.receiver.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.log.Event;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.Filter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What streams are given, read once for all who want the same, and never too much. */
class StreamPagesTest {

    private final EventLog log = new EventLog(new SimpleMeterRegistry());
    private final DiskThreads threads = new DiskThreads();
    private final StreamPages pages;

    StreamPagesTest(@TempDir Path folder) {
        ReceiverHome home = new ReceiverHome(folder);
        log.use(home.folder().resolve("data"), Duration.ofDays(7));
        var configuration = home.configuration();
        configuration.stop();
        pages = new StreamPages(log, new EventPages(log, configuration, threads, new ApiRoom()), threads);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void readsOnceForAllWhoWantTheSameAtTheSameTime() {
        // Given
        append("{}", 1);
        Semaphore disk = new Semaphore(0);
        IntStream.range(0, 3).forEach(_ -> threads.execute(disk::acquireUninterruptibly));

        // When
        CompletionStage<StreamPage> one = pages.after(new Cursor(0), Filter.ALL);
        CompletionStage<StreamPage> same = pages.after(new Cursor(0), Filter.ALL);
        CompletionStage<StreamPage> other = pages.after(new Cursor(1), Filter.ALL);
        disk.release(3);
        StreamPage page = done(one);
        CompletionStage<StreamPage> later = pages.after(new Cursor(0), Filter.ALL);

        // Then
        assertThat(done(same)).isSameAs(page);
        assertThat(done(other)).isNotSameAs(page);
        assertThat(done(later)).isNotSameAs(page);
    }

    @Test
    void endsAPageWithTheEventThatMakesItLarge() {
        // Given
        append("{\"body\":\"" + "x".repeat(40_000) + "\"}", 3);

        // When
        StreamPage.Events first = (StreamPage.Events) done(pages.after(new Cursor(0), Filter.ALL));
        StreamPage.Events second = (StreamPage.Events) done(pages.after(first.next(), Filter.ALL));

        // Then
        assertThat(first.next()).isEqualTo(new Cursor(2));
        assertThat(first.more()).isTrue();
        assertThat(second.next()).isEqualTo(new Cursor(3));
        assertThat(second.more()).isFalse();
    }

    private void append(String data, int count) {
        Instant now = Instant.now();
        done(log.append(IntStream.range(0, count)
                .mapToObj(
                        i -> new Event("e" + i, "message.received", Optional.empty(), now, now, data, Optional.empty()))
                .toList()));
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
