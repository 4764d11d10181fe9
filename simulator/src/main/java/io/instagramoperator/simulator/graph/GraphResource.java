package io.instagramoperator.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.instagramoperator.simulator.state.Misbehaviour;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Graph API over HTTP: one address for both hosts of Meta, as the token tells them apart. */
@Path("/{version: v\\d+\\.\\d+}/{path: .+}")
@Consumes(MediaType.WILDCARD)
public class GraphResource {

    /** Percent of the app's rate limit; growing usage is not simulated. */
    private static final String APP_USAGE = "{\"call_count\":1,\"total_cputime\":1,\"total_time\":1}";

    private final GraphApi api;
    private final Misbehaviour misbehaviour;

    private final Request request;
    private final UriInfo uri;
    private final HttpHeaders headers;

    GraphResource(GraphApi api, Misbehaviour misbehaviour, Request request, UriInfo uri, HttpHeaders headers) {
        this.api = api;
        this.misbehaviour = misbehaviour;
        this.request = request;
        this.uri = uri;
        this.headers = headers;
    }

    @GET
    public Response get(@PathParam("version") String version, @PathParam("path") String path) {
        return answer(version, path, new byte[0]);
    }

    @POST
    public Response post(@PathParam("version") String version, @PathParam("path") String path, byte @Nullable [] body) {
        return answer(version, path, body == null ? new byte[0] : body);
    }

    @DELETE
    public Response delete(
            @PathParam("version") String version, @PathParam("path") String path, byte @Nullable [] body) {
        return answer(version, path, body == null ? new byte[0] : body);
    }

    private Response answer(String version, String path, byte[] body) {
        if (misbehaviour.isUnavailable()) {
            return Response.status(Response.Status.SERVICE_UNAVAILABLE)
                    .type(MediaType.TEXT_HTML_TYPE)
                    .entity("<html><body>Sorry, something went wrong.</body></html>")
                    .build();
        }
        try {
            return json(200, api.call(graphRequest(version, path, body)));
        } catch (GraphException e) {
            return json(e.error().status(), e.error().toJson());
        }
    }

    private GraphRequest graphRequest(String version, String path, byte[] body) {
        MediaType type = headers.getMediaType();
        return GraphRequest.of(
                request.getMethod(),
                version,
                path,
                uri.getQueryParameters(),
                Optional.ofNullable(headers.getHeaderString(HttpHeaders.AUTHORIZATION)),
                type == null ? "" : type.toString(),
                body);
    }

    private static Response json(int status, JsonNode body) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("X-App-Usage", APP_USAGE)
                .entity(body)
                .build();
    }
}
