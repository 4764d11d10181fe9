package io.instagramoperator.receiver.api;

import io.instagramoperator.receiver.cloudevent.CloudEvents;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.Slice;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Pages of events, given at once or when there is something, without holding a thread meanwhile. */
@Singleton
public class EventPages {

    /** A request that waits takes some 20 KB with its connection. */
    static final int MOST_WAITING = 2_000;

    private final EventLog log;
    private final Configuration configuration;
    private final DiskThreads threads;
    private final ApiRoom room;
    private final AtomicInteger waiting = new AtomicInteger();

    EventPages(EventLog log, Configuration configuration, DiskThreads threads, ApiRoom room) {
        this.log = log;
        this.configuration = configuration;
        this.threads = threads;
        this.room = room;
    }

    /**
     * The answer to a request for events.
     *
     * @param reading gives the first of them; blocks on the disk
     * @param request no longer waited for when its client has gone
     */
    Uni<Response> page(EventQuery query, Supplier<Slice> reading, RoutingContext request) {
        if (query.patience().isZero()) {
            return wanted(reading, query, request).map(slice -> room.answer(() -> page(slice), request));
        }
        return waitUntil(System.nanoTime() + query.patience().toNanos(), query, reading, request)
                .map(slice -> room.answer(() -> page(slice), request));
    }

    /** An answer that is read from the disk. */
    Uni<Response> answer(Supplier<Response> reading, RoutingContext request) {
        return blocking(() -> room.answer(reading, request));
    }

    /** Reading blocks on the disk, so not on the thread that serves everybody. */
    <T> Uni<T> blocking(Supplier<T> work) {
        return Uni.createFrom().item(work).runSubscriptionOn(threads);
    }

    /** To go on with what has come from the thread that writes the log, which must not wait. */
    Executor threads() {
        return threads;
    }

    /** For the account of this receiver. */
    CloudEvents cloudEvents() {
        return new CloudEvents(configuration
                .current()
                .config()
                .orElseThrow(() -> new IllegalStateException("the log is open without a configuration"))
                .account()
                .instagramId());
    }

    /** What to answer to who asks for events that the log no longer holds. */
    static ProblemDocument expired(Cursor earliest) {
        return ProblemDocument.of(
                        410,
                        "cursor-expired",
                        "Cursor expired",
                        "the log no longer holds what follows this cursor; read on after member 'earliest', and expect a gap")
                .with("earliest", earliest.toString());
    }

    private Uni<Slice> waitUntil(long deadline, EventQuery query, Supplier<Slice> reading, RoutingContext request) {
        // Before reading: an event that comes between reading and waiting would be missed.
        CompletableFuture<Void> arrival = log.tail().next(query.filter());
        return wanted(reading, query, request)
                .chain(slice -> {
                    Duration left = Duration.ofNanos(deadline - System.nanoTime());
                    return slice instanceof Slice.Events(var events, var next, var _)
                                    && events.isEmpty()
                                    && left.isPositive()
                                    && !request.response().closed()
                            ? arrived(arrival, left, request)
                                    .chain(() -> waitUntil(deadline, query, () -> readOn(next, query), request))
                            : Uni.createFrom().item(slice);
                })
                .onTermination()
                .invoke(() -> arrival.cancel(false));
    }

    /** Reads on as long as nothing of what was looked at is wanted, in turns with others who read. */
    private Uni<Slice> wanted(Supplier<Slice> reading, EventQuery query, RoutingContext request) {
        return blocking(() -> {
                    room.check();
                    return reading.get();
                })
                .chain(slice -> slice instanceof Slice.Events(var events, var next, var more)
                                && events.isEmpty()
                                && more
                                && !request.response().closed()
                        ? wanted(() -> readOn(next, query), query, request)
                        : Uni.createFrom().item(slice));
    }

    private Slice readOn(Cursor after, EventQuery query) {
        return log.read(Optional.of(after), query.filter(), query.most());
    }

    private Uni<Boolean> arrived(CompletableFuture<Void> arrival, Duration patience, RoutingContext request) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            throw ProblemDocument.of(
                            503,
                            "too-many-waiting",
                            "Too many waiting",
                            MOST_WAITING + " requests wait for events already; ask again later, or without wait")
                    .exception();
        }
        request.addEndHandler(_ -> arrival.complete(null));
        return Uni.createFrom()
                .completionStage(arrival.thenApply(_ -> true))
                .ifNoItem()
                .after(patience)
                .recoverWithItem(false)
                .onTermination()
                .invoke(waiting::decrementAndGet);
    }

    private Response page(Slice slice) {
        return switch (slice) {
            case Slice.Events(var events, var next, var _) ->
                Response.ok(cloudEvents().page(events, next), MediaType.APPLICATION_JSON)
                        .build();
            case Slice.Expired(var earliest) -> expired(earliest).response();
        };
    }
}
