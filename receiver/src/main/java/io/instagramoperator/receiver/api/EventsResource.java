package io.instagramoperator.receiver.api;

import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.Slice;
import io.instagramoperator.receiver.log.StoredEvent;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Events to be read. */
@Path("/v1/events")
@NonBlocking
public class EventsResource {

    private final EventLog log;
    private final Configuration configuration;

    EventsResource(EventLog log, Configuration configuration) {
        this.log = log;
        this.configuration = configuration;
    }

    /** Events after a cursor; waits for one if there is none, without holding a thread. */
    @GET
    public Uni<Response> events(@Context UriInfo uri) {
        EventQuery query = EventQuery.of(uri.getQueryParameters());
        if (query.patience().isZero()) {
            return blocking(() -> page(read(query)));
        }
        // Before reading: an event that comes between reading and waiting would be missed.
        CompletableFuture<Void> arrival = log.tail().next(query.filter());
        return blocking(() -> read(query))
                .chain(slice -> isWaitedFor(slice)
                        ? await(query, arrival)
                        : Uni.createFrom().item(slice))
                .map(this::page)
                .onTermination()
                .invoke(() -> arrival.cancel(false));
    }

    /** One event. */
    @GET
    @Path("{id}")
    public Uni<Response> event(@PathParam("id") String id, @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters(), Set.of());
        return blocking(() -> {
            StoredEvent event = log.find(id).orElseThrow(() -> noSuchEvent(id));
            return Response.ok(cloudEvents().one(event), CloudEvents.MEDIA_TYPE).build();
        });
    }

    /** The item that an event was made of, as Meta sent it. */
    @GET
    @Path("{id}/raw")
    public Uni<Response> raw(@PathParam("id") String id, @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters(), Set.of());
        return blocking(() -> {
            byte[] raw = log.raw(id).orElseThrow(() -> noSuchEvent(id));
            return Response.ok(raw, MediaType.APPLICATION_JSON).build();
        });
    }

    private Uni<Slice> await(EventQuery query, CompletableFuture<Void> arrival) {
        return Uni.createFrom()
                .completionStage(arrival.thenApply(_ -> true))
                .ifNoItem()
                .after(query.patience())
                .recoverWithItem(false)
                .chain(() -> blocking(() -> read(query)));
    }

    private static boolean isWaitedFor(Slice slice) {
        return slice instanceof Slice.Events(var events, var next) && events.isEmpty();
    }

    private Slice read(EventQuery query) {
        return log.read(query.after(), query.filter(), query.limit());
    }

    private Response page(Slice slice) {
        return switch (slice) {
            case Slice.Events(var events, var next) ->
                Response.ok(cloudEvents().page(events, next), MediaType.APPLICATION_JSON)
                        .build();
            case Slice.Expired(var earliest) ->
                ProblemDocument.of(
                                410,
                                "cursor-expired",
                                "Cursor expired",
                                "the log no longer holds what follows this cursor; read on after member 'earliest', and expect a gap")
                        .with("earliest", earliest.toString())
                        .response();
        };
    }

    private CloudEvents cloudEvents() {
        return new CloudEvents(configuration
                .current()
                .config()
                .orElseThrow(() -> new IllegalStateException("the log is open without a configuration"))
                .account()
                .instagramId());
    }

    private static ProblemDocument.ProblemException noSuchEvent(String id) {
        return ProblemDocument.notFound("the log holds no event '" + id + "', or no longer")
                .exception();
    }

    /** Reading blocks on the disk, so not on the thread that serves everybody. */
    private static <T> Uni<T> blocking(Supplier<T> work) {
        return Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
