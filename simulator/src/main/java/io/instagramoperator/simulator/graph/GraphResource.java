package io.instagramoperator.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.simulator.state.Directory;
import io.instagramoperator.simulator.state.Fault;
import io.instagramoperator.simulator.state.Misbehaviour;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Graph API over HTTP: one address for both hosts of Meta, as the token tells them apart. Every path begins with a version, but
 * {@code /refresh_access_token} does without, as on Meta's pages.
 */
@Path("/{path: v\\d+\\.\\d+/.+|refresh_access_token}")
@Consumes(MediaType.WILDCARD)
@Blocking
public class GraphResource {

    private static final String NO_VERSION = "v25.0";

    private final GraphApi api;
    private final Misbehaviour misbehaviour;
    private final Directory directory;

    private final UriInfo uri;
    private final HttpHeaders headers;

    GraphResource(GraphApi api, Misbehaviour misbehaviour, Directory directory, UriInfo uri, HttpHeaders headers) {
        this.api = api;
        this.misbehaviour = misbehaviour;
        this.directory = directory;
        this.uri = uri;
        this.headers = headers;
    }

    @GET
    public Uni<Response> get(@PathParam("path") String path, @Context HttpServerRequest http) {
        return answer(http, path, new byte[0]);
    }

    @POST
    public Uni<Response> post(@PathParam("path") String path, @Context HttpServerRequest http, byte @Nullable [] body) {
        return answer(http, path, body == null ? new byte[0] : body);
    }

    @DELETE
    public Uni<Response> delete(
            @PathParam("path") String path, @Context HttpServerRequest http, byte @Nullable [] body) {
        return answer(http, path, body == null ? new byte[0] : body);
    }

    private Uni<Response> answer(HttpServerRequest http, String path, byte[] body) {
        Misbehaviour.Orders orders = misbehaviour.orders();
        if (orders.unavailable()) {
            return Uni.createFrom().item(html(503));
        }
        GraphRequest request;
        try {
            request = graphRequest(http.method().name(), path, body);
        } catch (GraphException e) {
            return delayed(orders.latency(), json(e.error().status(), e.error().toJson(), Map.of()));
        }
        String method = request.method();
        String operation = GraphApi.operation(request);
        if (misbehaviour.isFaulty(Fault.DROP_BEFORE_ACTING, method, operation)) {
            http.connection().close();
            return Uni.createFrom().nothing();
        }
        Response answer = act(request);
        if (misbehaviour.isFaulty(Fault.TIME_OUT_AFTER_ACTING, method, operation)) {
            return Uni.createFrom().nothing();
        }
        if (misbehaviour.isFaulty(Fault.CUT_AFTER_ACTING, method, operation)) {
            cut(http, answer);
            return Uni.createFrom().nothing();
        }
        if (misbehaviour.isFaulty(Fault.HTML_ERROR_AFTER_ACTING, method, operation)) {
            return Uni.createFrom().item(html(502));
        }
        if (misbehaviour.isFaulty(Fault.NO_MESSAGE_ID, method, operation)
                && answer.getEntity() instanceof ObjectNode json) {
            json.remove("message_id");
        }
        return delayed(orders.latency(), answer);
    }

    private Response act(GraphRequest request) {
        Map<String, String> usage =
                UsageHeaders.of(misbehaviour.orders().usage(), request.token().flatMap(directory::accountOfToken));
        try {
            return json(200, api.call(request), usage);
        } catch (GraphException e) {
            return json(e.error().status(), e.error().toJson(), usage);
        }
    }

    /** Promises the whole answer, gives half of it, and hangs up. */
    private static void cut(HttpServerRequest http, Response answer) {
        String body = String.valueOf(answer.getEntity());
        http.response()
                .setStatusCode(answer.getStatus())
                .putHeader("Content-Type", MediaType.APPLICATION_JSON)
                .putHeader("Content-Length", String.valueOf(body.getBytes(StandardCharsets.UTF_8).length))
                .write(body.substring(0, body.length() / 2))
                .onComplete(_ -> http.connection().close());
    }

    private GraphRequest graphRequest(String method, String path, byte[] body) {
        MediaType type = headers.getMediaType();
        int slash = path.indexOf('/');
        return GraphRequest.of(
                method,
                uri.getBaseUri(),
                slash < 0 ? NO_VERSION : path.substring(0, slash),
                path.substring(slash + 1),
                uri.getQueryParameters(),
                Optional.ofNullable(headers.getHeaderString(HttpHeaders.AUTHORIZATION)),
                type == null ? "" : type.toString(),
                body);
    }

    private static Uni<Response> delayed(Duration latency, Response answer) {
        Uni<Response> now = Uni.createFrom().item(answer);
        return latency.isZero() ? now : now.onItem().delayIt().by(latency);
    }

    private static Response json(int status, JsonNode body, Map<String, String> moreHeaders) {
        Response.ResponseBuilder answer =
                Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body);
        moreHeaders.forEach(answer::header);
        return answer.build();
    }

    private static Response html(int status) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE)
                .entity("<html><body>Sorry, something went wrong.</body></html>")
                .build();
    }
}
