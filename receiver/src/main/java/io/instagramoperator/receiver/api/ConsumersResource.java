package io.instagramoperator.receiver.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.receiver.log.Consumers;
import io.instagramoperator.receiver.log.Consumers.Commitment;
import io.instagramoperator.receiver.log.Cursor;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;

/** Events to be read by applications that leave it to the receiver to remember how far they have come. */
@Path("/v1/consumers")
@NonBlocking
public class ConsumersResource {

    private static final JsonMapper JSON = new JsonMapper();

    private final Consumers consumers;
    private final EventPages pages;

    ConsumersResource(Consumers consumers, EventPages pages) {
        this.consumers = consumers;
        this.pages = pages;
    }

    /** Who has committed, and how far. */
    @GET
    public Uni<Response> list(@Context UriInfo uri, @Context RoutingContext request) {
        new Parameters(uri.getQueryParameters(), Set.of());
        return pages.answer(
                () -> Response.ok(json(consumers.list()), MediaType.APPLICATION_JSON)
                        .build(),
                request);
    }

    /** Events after what was committed; waits for one if there is none. Commits nothing. */
    @GET
    @Path("{name}/events")
    public Uni<Response> events(@PathParam("name") String name, @Context UriInfo uri, @Context RoutingContext request) {
        checkName(name);
        EventQuery query = EventQuery.ofConsumer(uri.getQueryParameters());
        return pages.page(query, () -> consumers.read(name, query.filter(), query.most()), request);
    }

    /** Remembers how far a consumer has come; answers when it is on the disk. */
    @POST
    @Path("{name}/commit")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> commit(byte[] body, @PathParam("name") String name, @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters(), Set.of());
        checkName(name);
        Cursor cursor = CommitBody.cursor(body);
        return Uni.createFrom()
                .completionStage(() -> consumers.commit(name, cursor))
                .emitOn(pages.threads())
                .map(commitment -> switch (commitment) {
                    case Commitment.Stored _ -> committed(name, cursor);
                    case Commitment.Ahead(Cursor newest) ->
                        ahead(cursor, newest).response();
                    case Commitment.TooMany _ -> tooMany(name).response();
                });
    }

    /** Forgets a consumer: it would begin anew. */
    @DELETE
    @Path("{name}")
    public Uni<Response> delete(@PathParam("name") String name, @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters(), Set.of());
        checkName(name);
        return Uni.createFrom()
                .completionStage(() -> consumers.delete(name))
                .emitOn(pages.threads())
                .map(found -> found
                        ? Response.noContent().build()
                        : ProblemDocument.notFound("no consumer '" + name + "' has committed")
                                .response());
    }

    private static void checkName(String name) {
        if (!Consumers.isName(name)) {
            throw ProblemDocument.badParameter(
                            "name",
                            name,
                            "1 to 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends")
                    .exception();
        }
    }

    private static Response committed(String name, Cursor cursor) {
        ObjectNode json = JSON.createObjectNode().put("name", name).put("cursor", cursor.toString());
        return Response.ok(json.toString(), MediaType.APPLICATION_JSON).build();
    }

    private static ProblemDocument ahead(Cursor cursor, Cursor newest) {
        return ProblemDocument.of(
                        409,
                        "cursor-ahead",
                        "Cursor ahead of the log",
                        "field 'cursor' has value '" + cursor
                                + "', which follows no event of this log; allowed: up to '" + newest + "'")
                .with("field", "cursor")
                .with("value", cursor.toString())
                .with("newest", newest.toString());
    }

    private static ProblemDocument tooMany(String name) {
        return ProblemDocument.of(
                409,
                "too-many-consumers",
                "Too many consumers",
                "'" + name + "' would be a new consumer, and there are " + Consumers.MOST
                        + ", the most allowed; delete one of GET /v1/consumers with DELETE /v1/consumers/{name}");
    }

    private static String json(List<Consumers.Consumer> consumers) {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode list = json.putArray("consumers");
        for (Consumers.Consumer consumer : consumers) {
            list.addObject()
                    .put("name", consumer.name())
                    .put("cursor", consumer.cursor().toString())
                    .put("backlog", consumer.backlog())
                    .put("committedAt", consumer.committedAt().toString());
        }
        return json.toString();
    }
}
