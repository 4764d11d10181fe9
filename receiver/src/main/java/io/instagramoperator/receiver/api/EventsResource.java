package io.instagramoperator.receiver.api;

import io.instagramoperator.receiver.cloudevent.CloudEvents;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.StoredEvent;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;

/** Events to be read. */
@Path("/v1/events")
@NonBlocking
public class EventsResource {

    private final EventLog log;
    private final EventPages pages;

    EventsResource(EventLog log, EventPages pages) {
        this.log = log;
        this.pages = pages;
    }

    /** Events after a cursor; waits for one if there is none, without holding a thread. */
    @GET
    public Uni<Response> events(@Context UriInfo uri, @Context RoutingContext request) {
        EventQuery query = EventQuery.of(uri.getQueryParameters());
        return pages.page(query, () -> log.read(query.after(), query.filter(), query.most()), request);
    }

    /** One event. */
    @GET
    @Path("{id}")
    public Uni<Response> event(@PathParam("id") String id, @Context UriInfo uri, @Context RoutingContext request) {
        new Parameters(uri.getQueryParameters(), Set.of());
        return pages.answer(
                () -> {
                    StoredEvent event = log.find(id).orElseThrow(() -> noSuchEvent(id));
                    return Response.ok(pages.cloudEvents().one(event), CloudEvents.MEDIA_TYPE)
                            .build();
                },
                request);
    }

    /** The item that an event was made of, as Meta sent it. */
    @GET
    @Path("{id}/raw")
    public Uni<Response> raw(@PathParam("id") String id, @Context UriInfo uri, @Context RoutingContext request) {
        new Parameters(uri.getQueryParameters(), Set.of());
        return pages.answer(
                () -> {
                    byte[] raw = log.raw(id).orElseThrow(() -> log.find(id).isPresent() ? noItem(id) : noSuchEvent(id));
                    return Response.ok(raw, MediaType.APPLICATION_JSON).build();
                },
                request);
    }

    private static ProblemDocument.ProblemException noItem(String id) {
        return ProblemDocument.notFound("event '" + id + "' was not made of anything that Meta sent")
                .exception();
    }

    private static ProblemDocument.ProblemException noSuchEvent(String id) {
        return ProblemDocument.notFound("the log holds no event '" + id + "', or no longer")
                .exception();
    }
}
