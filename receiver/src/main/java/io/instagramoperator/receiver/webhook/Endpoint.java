package io.instagramoperator.receiver.webhook;

import io.instagramoperator.receiver.config.Configuration.Snapshot;
import io.instagramoperator.receiver.config.ReceiverConfig.Account;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds out what a request wants. Everything but the account's own path is as good as not there. */
final class Endpoint implements Handler<HttpServerRequest> {

    private static final String WEBHOOKS = "/webhooks/";

    private final Supplier<Snapshot> wanted;
    private final Limits limits;
    private final Context context;
    private final Peers peers;
    private final MemoryBudget budget;
    private final Intake intake;
    private final WebhookMetrics metrics;

    Endpoint(
            Supplier<Snapshot> wanted,
            Limits limits,
            Context context,
            Peers peers,
            MemoryBudget budget,
            Intake intake,
            WebhookMetrics metrics) {
        this.wanted = wanted;
        this.limits = limits;
        this.context = context;
        this.peers = peers;
        this.budget = budget;
        this.intake = intake;
        this.metrics = metrics;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Snapshot now = wanted.get();
        Optional<Account> account = now.config().map(config -> config.account());
        String path = request.path();
        boolean found = path != null
                && account.map(a -> path.equals(a.webhookPath())).orElseGet(() -> path.startsWith(WEBHOOKS));
        if (!found) {
            answer(request, 404);
        } else if (request.method().equals(HttpMethod.GET)) {
            handshake(request, now);
        } else if (request.method().equals(HttpMethod.POST)) {
            new Upload(request, limits.bodyBytes(), context, peers, budget, intake, metrics)
                    .read(
                            now.credentials().appSecrets(),
                            account.map(Account::instagramId).orElse(""));
        } else {
            request.response().putHeader(HttpHeaders.ALLOW, "GET, POST");
            answer(request, 405);
        }
    }

    private void handshake(HttpServerRequest request, Snapshot now) {
        Optional<String> challenge = query(request)
                .map(query -> new Handshake(
                        query.getAll("hub.mode"), query.getAll("hub.verify_token"), query.getAll("hub.challenge")))
                .flatMap(handshake -> handshake.answer(now.credentials().verifyTokens()));
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

    /** Empty if the query is not well-formed. */
    private static Optional<MultiMap> query(HttpServerRequest request) {
        try {
            return Optional.of(request.params());
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
