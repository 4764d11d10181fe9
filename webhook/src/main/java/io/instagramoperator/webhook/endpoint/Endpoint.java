package io.instagramoperator.webhook.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds out what a request wants. Everything but the path that is served is as good as not there. */
final class Endpoint implements Handler<HttpServerRequest> {

    /** Three are known. */
    private static final int MOST_PARAMETERS = 16;

    private final Supplier<Served> served;
    private final Limits limits;
    private final Context context;
    private final Peers peers;
    private final MemoryBudget budget;
    private final WebhookMetrics metrics;
    private final Ending ending;

    Endpoint(
            Supplier<Served> served,
            Limits limits,
            Context context,
            Peers peers,
            MemoryBudget budget,
            WebhookMetrics metrics,
            Ending ending) {
        this.served = served;
        this.limits = limits;
        this.context = context;
        this.peers = peers;
        this.budget = budget;
        this.metrics = metrics;
        this.ending = ending;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Served now = served.get();
        String path = request.path();
        if (path == null || !now.has(path)) {
            answer(request, 404);
        } else if (request.method().equals(HttpMethod.GET)) {
            handshake(request, now);
        } else if (request.method().equals(HttpMethod.POST)) {
            new Upload(request, limits.bodyBytes(), context, peers, budget, metrics, ending).read(now.deliveries());
        } else {
            request.response().putHeader(HttpHeaders.ALLOW, "GET, POST");
            answer(request, 405);
        }
    }

    private void handshake(HttpServerRequest request, Served now) {
        Optional<String> challenge = query(request)
                .map(query -> new Handshake(
                        query.getOrDefault("hub.mode", List.of()),
                        query.getOrDefault("hub.verify_token", List.of()),
                        query.getOrDefault("hub.challenge", List.of())))
                .flatMap(handshake -> handshake.answer(now.verifyTokens()));
        if (challenge.isEmpty()) {
            answer(request, 403);
            return;
        }
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(challenge.get());
        goOn(request);
    }

    /** Empty if the query is not well-formed. Vert.x would take names in any case, and a semicolon for the end of a value. */
    private static Optional<Map<String, List<String>>> query(HttpServerRequest request) {
        try {
            return Optional.of(new QueryStringDecoder(request.uri(), UTF_8, true, MOST_PARAMETERS, true).parameters());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void answer(HttpServerRequest request, int status) {
        request.response().setStatusCode(status).end();
        goOn(request);
    }

    /** A body that belongs to such a request is thrown away. */
    private void goOn(HttpServerRequest request) {
        peers.expectRefused(request.connection());
        request.endHandler(end -> peers.expectRequest(request.connection()));
    }
}
