package io.instagramoperator.receiver.api;

import io.instagramoperator.receiver.api.ProblemDocument.ProblemException;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.Tail.Subscription;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code GET /v1/events/stream}: opens streams, and keeps them alive until they end. */
@Singleton
public class EventStreams {

    /** One that is stalled holds some 150 KB. */
    static final int MOST = 256;

    private static final String PATH = "/v1/events/stream";
    private static final int BEHIND_THE_DOOR = -900;

    private final Vertx vertx;
    private final EventLog log;
    private final ApiDoor door;
    private final StreamPages pages;
    private final Duration tick;
    private final Duration patience;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();

    @Inject
    EventStreams(Vertx vertx, EventLog log, ApiDoor door, StreamPages pages) {
        this(vertx, log, door, pages, Duration.ofSeconds(15), Duration.ofSeconds(60));
    }

    /**
     * Streams for tests.
     *
     * @param tick how often a stream shows that it lives
     * @param patience how long a client may take nothing
     */
    EventStreams(Vertx vertx, EventLog log, ApiDoor door, StreamPages pages, Duration tick, Duration patience) {
        this.vertx = vertx;
        this.log = log;
        this.door = door;
        this.pages = pages;
        this.tick = tick;
        this.patience = patience;
    }

    void stand(@Observes Router router) {
        router.get(PATH).order(BEHIND_THE_DOOR).handler(this::open);
        router.head(PATH).order(BEHIND_THE_DOOR).handler(EventStreams::describe);
    }

    /** A receiver that stops waits for nobody. */
    void stop(@Observes ShutdownEvent event) {
        streams.forEach(stream -> stream.end("the receiver stops; connect again"));
    }

    /** How many there are. */
    int count() {
        return count.get();
    }

    private static void describe(RoutingContext routing) {
        try {
            StreamQuery.of(routing.request());
            EventStream.describe(routing.response()).end();
        } catch (ProblemException e) {
            e.problem().answer(routing.response());
        }
    }

    private void open(RoutingContext routing) {
        try {
            StreamQuery query = StreamQuery.of(routing.request());
            if (count.incrementAndGet() > MOST) {
                count.decrementAndGet();
                throw tooMany();
            }
            open(query, routing);
        } catch (ProblemException e) {
            e.problem().answer(routing.response());
        }
    }

    private void open(StreamQuery query, RoutingContext routing) {
        EventStream stream = new EventStream(vertx.getOrCreateContext(), routing.request(), pages, query.filter());
        // Before the first reading: what comes between that and this would be missed.
        Subscription arrivals = log.tail().watch(query.filter(), stream::arrived);
        long timer = vertx.setPeriodic(tick.toMillis(), _ -> tick(stream, routing));
        streams.add(stream);
        routing.addEndHandler(_ -> stream.left());
        stream.end().thenRun(() -> {
            vertx.cancelTimer(timer);
            arrivals.close();
            streams.remove(stream);
            count.decrementAndGet();
        });
        query.after()
                .map(cursor -> pages.after(cursor, query.filter()))
                .orElseGet(pages::now)
                .whenComplete((page, error) -> stream.begin(query.after(), page, error));
    }

    private void tick(EventStream stream, RoutingContext routing) {
        if (door.refusal(routing.request()).isPresent()) {
            stream.end("the token is no longer accepted");
        } else {
            stream.tick(log.tail().newest(), patience);
        }
    }

    private static ProblemException tooMany() {
        return ProblemDocument.of(
                        503,
                        "too-many-streams",
                        "Too many streams",
                        MOST + " streams are open, the most allowed; close one, or try again later")
                .exception();
    }
}
