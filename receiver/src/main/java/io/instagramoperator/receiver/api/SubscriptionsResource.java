package io.instagramoperator.receiver.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.delivery.DeadLetters;
import io.instagramoperator.receiver.delivery.Deliveries;
import io.instagramoperator.receiver.delivery.Replays;
import io.instagramoperator.receiver.delivery.Replays.Answer;
import io.instagramoperator.receiver.delivery.Standing;
import io.instagramoperator.receiver.delivery.Stretch;
import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.log.EventLog;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.jboss.resteasy.reactive.server.Cancellable;

/**
 * Standing orders for events: how far they are, what they gave up, and what they are to get once more. What is asked for is done to its end,
 * also if the client has gone meanwhile.
 */
@Path("/v1/subscriptions")
@NonBlocking
public class SubscriptionsResource {

    private static final JsonMapper JSON = new JsonMapper();

    private final Configuration configuration;
    private final EventLog log;
    private final Deliveries deliveries;
    private final DeadLetters deadLetters;
    private final Replays replays;
    private final EventPages pages;

    SubscriptionsResource(
            Configuration configuration,
            EventLog log,
            Deliveries deliveries,
            DeadLetters deadLetters,
            Replays replays,
            EventPages pages) {
        this.configuration = configuration;
        this.log = log;
        this.deliveries = deliveries;
        this.deadLetters = deadLetters;
        this.replays = replays;
        this.pages = pages;
    }

    /** All, and how far each is. */
    @GET
    public Uni<Response> list(@Context UriInfo uri, @Context RoutingContext request) {
        new Parameters(uri.getQueryParameters(), Set.of());
        return pages.answer(
                () -> {
                    checkReadable();
                    ObjectNode json = JSON.createObjectNode();
                    ArrayNode list = json.putArray("subscriptions");
                    deliveries.standings().forEach(standing -> list.add(SubscriptionJson.standing(standing)));
                    return ok(json);
                },
                request);
    }

    /** How far one is. */
    @GET
    @Path("{name}")
    public Uni<Response> one(@PathParam("name") String name, @Context UriInfo uri, @Context RoutingContext request) {
        new Parameters(uri.getQueryParameters(), Set.of());
        checkExists(name);
        return pages.answer(
                () -> {
                    checkReadable();
                    return ok(SubscriptionJson.standing(standing(name)));
                },
                request);
    }

    /** What it gave up. */
    @GET
    @Path("{name}/dead-letters")
    public Uni<Response> deadLetters(
            @PathParam("name") String name, @Context UriInfo uri, @Context RoutingContext request) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("after", "limit"));
        Cursor after =
                parameters.value("after", Cursor::parse, EventQuery.CURSOR).orElse(new Cursor(0));
        int limit = EventQuery.limit(parameters);
        checkExists(name);
        return pages.answer(() -> ok(SubscriptionJson.page(deadLetters.list(name, after, limit))), request);
    }

    /** Has one tried again; answers when that is on the disk. */
    @POST
    @Cancellable(false)
    @Path("{name}/dead-letters/{id}/retry")
    public Uni<Response> retry(@PathParam("name") String name, @PathParam("id") String id, @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters(), Set.of());
        checkExists(name);
        return Uni.createFrom()
                .completionStage(() -> deadLetters.retry(name, id))
                .emitOn(pages.threads())
                .map(found -> {
                    if (!found) {
                        return ProblemDocument.notFound(
                                        "subscription '" + name + "' has no dead letter '" + id + "', or no longer")
                                .response();
                    }
                    deliveries.wake(name);
                    return accepted(retried(1));
                });
    }

    /** Has all tried again; answers when that is on the disk. */
    @POST
    @Cancellable(false)
    @Path("{name}/dead-letters/retry")
    public Uni<Response> retryAll(@PathParam("name") String name, @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters(), Set.of());
        checkExists(name);
        return Uni.createFrom()
                .completionStage(() -> deadLetters.retryAll(name))
                .emitOn(pages.threads())
                // Also if not all could be done: the others were.
                .onItemOrFailure()
                .invoke(() -> deliveries.wake(name))
                .map(count -> accepted(retried(count)));
    }

    /** Has a stretch of the log delivered once more; answers when that is on the disk. */
    @POST
    @Cancellable(false)
    @Path("{name}/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> replay(byte[] body, @PathParam("name") String name, @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters(), Set.of());
        checkExists(name);
        Stretch stretch = ReplayBody.stretch(body);
        return pages.blocking(() -> replays.replay(name, stretch))
                .chain(answer -> Uni.createFrom().completionStage(answer))
                .emitOn(pages.threads())
                .map(answer -> switch (answer) {
                    case Answer.Accepted(long replay, long events) -> {
                        deliveries.wake(name);
                        yield accepted(
                                JSON.createObjectNode().put("replay", replay).put("events", events));
                    }
                    case Answer.Nothing _ -> accepted(JSON.createObjectNode().put("events", 0));
                    case Answer.Expired(Cursor earliest) ->
                        EventPages.expired(earliest).response();
                    case Answer.TooMany _ -> tooMany(name).response();
                });
    }

    private void checkExists(String name) {
        if (configuration.current().config().stream()
                .flatMap(config -> config.subscriptions().stream())
                .noneMatch(subscription -> subscription.name().equals(name))) {
            throw noSuchSubscription(name);
        }
    }

    /** Where nothing can be read, no subscription stands anywhere, which is not to be taken for none. */
    private void checkReadable() {
        log.bounds();
    }

    private Standing standing(String name) {
        return deliveries.standing(name).orElseThrow(() -> ProblemDocument.of(
                        503,
                        "not-ready",
                        "Not ready",
                        "subscription '" + name + "' is being taken up; ask again in a moment")
                .exception());
    }

    private static ProblemDocument.ProblemException noSuchSubscription(String name) {
        return ProblemDocument.notFound(
                        "this account has no subscription '" + name + "'; GET /v1/subscriptions lists those it has")
                .exception();
    }

    private static ProblemDocument tooMany(String name) {
        return ProblemDocument.of(
                409,
                "too-many-replays",
                "Too many replays",
                "subscription '" + name + "' has " + Replays.MOST
                        + " replays that are not done, the most allowed; ask again when one is done");
    }

    private static ObjectNode retried(int count) {
        return JSON.createObjectNode().put("retried", count);
    }

    private static Response ok(ObjectNode json) {
        return Response.ok(json.toString(), MediaType.APPLICATION_JSON).build();
    }

    private static Response accepted(ObjectNode json) {
        return Response.accepted(json.toString())
                .type(MediaType.APPLICATION_JSON)
                .build();
    }
}
