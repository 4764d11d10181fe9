package io.instagramoperator.receiver.api;

import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.config.Credentials;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.webhook.config.Snapshot;
import io.instagramoperator.webhook.config.Token;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Lets in who has one of the bearer tokens (RFC 6750), before anything else of a request is looked at; the OpenAPI document is for all.
 */
@Singleton
public class ApiDoor {

    private static final int FIRST = -1000;
    private static final int BAD_REQUEST = 400;
    private static final String API = "/v1";
    private static final String BEARER = "Bearer ";

    /** No body that is known here is larger. */
    static final int MOST_BODY_BYTES = 64 * 1024;

    private final Configuration configuration;
    private final ApiRoom room;

    ApiDoor(Configuration configuration, ApiRoom room) {
        this.configuration = configuration;
        this.room = room;
    }

    void stand(@Observes Router router) {
        router.route().order(FIRST).handler(this::check).failureHandler(ApiDoor::refuseWithoutHost);
    }

    /** The router itself refuses these before any route, and Quarkus would log an error for each, which needs no token. */
    private static void refuseWithoutHost(RoutingContext request) {
        if (request.statusCode() == BAD_REQUEST) {
            ProblemDocument.of(
                            BAD_REQUEST,
                            "bad-request",
                            "Bad Request",
                            "the request has no Host or no path that can be read")
                    .answer(request.response());
        } else {
            request.next();
        }
    }

    /** Nothing passes that it does not know, as paths are read in more than one way: to JAX-RS {@code /v1;a=b/events} is {@code /v1/events}. */
    private void check(RoutingContext request) {
        String path = request.normalizedPath();
        Optional<ProblemDocument> refusal = Optional.empty();
        if (path.equals(API) || path.startsWith(API + "/")) {
            refusal = refusal(request.request()).or(() -> pathRefusal(path)).or(() -> bodyRefusal(request));
        } else if (!path.equals(OpenApiResource.PATH)) {
            refusal = Optional.of(ProblemDocument.notFound("see " + OpenApiResource.PATH + " for paths and methods"));
        }
        refusal.ifPresentOrElse(problem -> problem.answer(request.response()), request::next);
    }

    /** JAX-RS would leave out what follows: a misspelt name must not pass for another. */
    private static Optional<ProblemDocument> pathRefusal(String path) {
        return path.contains(";")
                ? Optional.of(ProblemDocument.notFound(
                        "no path has ';'; see " + OpenApiResource.PATH + " for paths and methods"))
                : Optional.empty();
    }

    private Optional<ProblemDocument> bodyRefusal(RoutingContext request) {
        HttpServerRequest http = request.request();
        if (!http.method().equals(HttpMethod.POST)) {
            return Optional.empty();
        }
        long bytes = bodyLength(http);
        if (bytes > MOST_BODY_BYTES) {
            return Optional.of(ProblemDocument.bodyTooLarge(bytes, MOST_BODY_BYTES));
        }
        return room.takeForBody(bytes, request) ? Optional.empty() : Optional.of(ApiRoom.full());
    }

    /** The most that it can be, if it is not declared. */
    private static long bodyLength(HttpServerRequest request) {
        String declared = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (declared != null) {
            // The server has refused what is no number; one of very many digits is no long, but surely too much.
            return declared.length() > 18 ? Long.MAX_VALUE : Long.parseLong(declared);
        }
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) ? MOST_BODY_BYTES : 0;
    }

    /** Why a request is not, or no longer, let in; empty if it is. */
    Optional<ProblemDocument> refusal(HttpServerRequest request) {
        return refusal(configuration.current(), request.headers().getAll(HttpHeaders.AUTHORIZATION));
    }

    /** Why a request with these headers is not let in; empty if it is. */
    static Optional<ProblemDocument> refusal(
            Snapshot<ReceiverConfig, Credentials> snapshot, List<String> authorization) {
        if (snapshot.config().isEmpty()) {
            return Optional.of(ProblemDocument.of(
                    503, "not-configured", "Not configured", "the receiver has no valid configuration yet"));
        }
        if (snapshot.config().get().api().tokenFiles().isEmpty()) {
            return Optional.of(ProblemDocument.of(
                    403,
                    "api-off",
                    "API is off",
                    "this account has no API tokens; name a file with one in api.tokenFiles (spec.api.tokenRefs)"));
        }
        List<Token> tokens = snapshot.credentials().apiTokens();
        if (tokens.isEmpty()) {
            return Optional.of(ProblemDocument.of(
                    503, "no-api-token", "No API token", "no file of api.tokenFiles holds a token; write one into it"));
        }
        // Two headers: some proxy may have looked at the other one.
        if (authorization.size() != 1 || !authorization.getFirst().regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(unauthorized("send header Authorization: Bearer <token>, once"));
        }
        String candidate = authorization.getFirst().substring(BEARER.length()).strip();
        // All are tried: how long this takes tells nothing about which one matches.
        boolean known = false;
        for (Token token : tokens) {
            known |= token.matches(candidate);
        }
        return known ? Optional.empty() : Optional.of(unauthorized("the bearer token is not one of this account's"));
    }

    private static ProblemDocument unauthorized(String detail) {
        return ProblemDocument.of(401, "unauthorized", "Unauthorized", detail);
    }
}
