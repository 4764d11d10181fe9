package io.instagramoperator.receiver.api;

import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.Filter;
import io.instagramoperator.receiver.log.PageSize;
import io.instagramoperator.receiver.log.Slice;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads pieces of streams. Clients that want the same at the same time, as those do that are up to date when something comes,
 * share one reading, and one copy of its bytes.
 */
@Singleton
public class StreamPages {

    /** About what a connection takes at once. */
    private static final PageSize MOST = new PageSize(200, 64 * 1024);

    private final EventLog log;
    private final EventPages pages;
    private final DiskThreads threads;
    private final Map<Wanted, CompletableFuture<StreamPage>> reading = new ConcurrentHashMap<>();

    StreamPages(EventLog log, EventPages pages, DiskThreads threads) {
        this.log = log;
        this.pages = pages;
        this.threads = threads;
    }

    private record Wanted(Cursor after, Filter filter) {}

    /** Reads what follows a cursor. May join a reading that has begun before, and then does not see the newest. */
    CompletionStage<StreamPage> after(Cursor cursor, Filter filter) {
        Wanted wanted = new Wanted(cursor, filter);
        CompletableFuture<StreamPage> mine = new CompletableFuture<>();
        CompletableFuture<StreamPage> first = reading.putIfAbsent(wanted, mine);
        if (first != null) {
            return first;
        }
        threads.execute(() -> read(wanted, mine));
        return mine;
    }

    /** The end of the log as it is now. */
    CompletionStage<StreamPage> now() {
        return CompletableFuture.supplyAsync(
                () -> {
                    Cursor end = new Cursor(log.bounds().last());
                    return new StreamPage.Events(Buffer.buffer(), end, end, false);
                },
                threads);
    }

    private void read(Wanted wanted, CompletableFuture<StreamPage> result) {
        try {
            StreamPage page = page(wanted);
            reading.remove(wanted);
            result.complete(page);
        } catch (RuntimeException e) {
            reading.remove(wanted);
            result.completeExceptionally(e);
        }
    }

    private StreamPage page(Wanted wanted) {
        return switch (log.read(Optional.of(wanted.after), wanted.filter, MOST)) {
            case Slice.Expired(var earliest) -> new StreamPage.Expired(earliest);
            case Slice.Events(var events, var next, var more) ->
                new StreamPage.Events(
                        Buffer.buffer(pages.cloudEvents().stream(events)),
                        events.isEmpty() ? wanted.after : events.getLast().cursor(),
                        next,
                        more);
        };
    }
}
