package io.instagramoperator.receiver.api;

import com.fasterxml.jackson.core.JacksonException;
import io.instagramoperator.receiver.api.ProblemDocument.ProblemException;
import io.instagramoperator.receiver.log.LogUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns every failure of a request into a problem document. */
final class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    /** What JAX-RS itself refuses: no such path, method, or media type. */
    @ServerExceptionMapper
    Response refused(WebApplicationException e, UriInfo uri) {
        Response.StatusType status = e.getResponse().getStatusInfo();
        Response answer = ProblemDocument.of(
                        status.getStatusCode(),
                        status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-'),
                        status.getReasonPhrase(),
                        status.getStatusCode() == 415
                                ? "send the body with Content-Type: application/json"
                                : "see /openapi for paths and methods")
                .response();
        return status.getStatusCode() == 405
                ? Response.fromResponse(answer)
                        .header(HttpHeaders.ALLOW, String.join(", ", AllowedMethods.of(uri.getPath())))
                        .build()
                : answer;
    }

    @ServerExceptionMapper
    Response failed(Throwable e) {
        return document(e).response();
    }

    /** What to answer where something was thrown. */
    static ProblemDocument document(@Nullable Throwable thrown) {
        return switch (thrown) {
            case ProblemException refusal -> refusal.problem();
            case LogUnavailableException unavailable ->
                ProblemDocument.of(503, "log-unavailable", "Log unavailable", String.valueOf(unavailable.getMessage()));
            case CompletionException wrapped when wrapped.getCause() != null -> document(wrapped.getCause());
            // Files are read and written elsewhere, and never throw this here.
            case IOException e
            when !(e instanceof JacksonException) ->
                ProblemDocument.of(
                        408,
                        "body-incomplete",
                        "Body incomplete",
                        "the body did not come in time; send at once all that Content-Length says");
            case null, default -> {
                LOG.error("A request failed", thrown);
                yield ProblemDocument.of(500, "internal", "Internal error", "the receiver's log says what happened");
            }
        };
    }
}
