package io.instagramoperator.gateway.forward;

import io.instagramoperator.gateway.config.GatewayConfig.Account;
import io.instagramoperator.gateway.split.Part;
import io.instagramoperator.instagram.signature.AppSecret;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jboss.logging.Logger;

/** Passes parts on to the receivers of their accounts. */
@Singleton
public final class Forwarder {

    private static final Logger LOG = Logger.getLogger(Forwarder.class);

    /** To each address. A receiver gets {@link Line#MOST_REQUESTS} at once; there are more only where several share an address. */
    private static final int MOST_CONNECTIONS = 64;

    /** Under the 75 s that a receiver keeps an idle connection. */
    private static final int IDLE_SECONDS = 60;

    /** Inside a cluster it takes a millisecond; the first packet that is lost is sent again after 1 s. */
    private static final int CONNECT_MILLIS = 2_000;

    private final Vertx vertx;
    private final Clock clock;
    private final HttpClient client;
    private final ForwardMetrics metrics;

    private volatile Routes routes = Routes.NONE;

    @Inject
    public Forwarder(Vertx vertx, MeterRegistry registry) {
        this(vertx, registry, Clock.systemUTC());
    }

    /** With a clock for the pauses of the breakers. */
    public Forwarder(Vertx vertx, MeterRegistry registry, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
        this.metrics = new ForwardMetrics(registry);
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(MOST_CONNECTIONS)
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setConnectTimeout(CONNECT_MILLIS));
    }

    /** Passes on by this table from now on, and forgets the receivers that are not in it. */
    public void serve(Map<String, Account> table) {
        routes = routes.next(table, account -> new Receiver(account, clock, metrics));
        metrics.serve(table.values());
    }

    /** The table in force. */
    public Routes routes() {
        return routes;
    }

    /**
     * Passes a part on.
     *
     * @param by the version that the part was planned with
     * @param secrets those of the app, at least one
     * @param within the time until the answer is of no use any more
     * @return never fails
     */
    public Future<Result> forward(Part part, Routes by, List<AppSecret> secrets, Duration within) {
        Receiver receiver = by.receiver(part.account());
        Waiting waiting = new Waiting(part, secrets, within);
        Optional<Result> rejected = receiver.enter(waiting);
        if (rejected.isPresent()) {
            return Future.succeededFuture(rejected.get());
        }
        long timer = vertx.setTimer(Math.max(1, within.toMillis()), _ -> waiting.giveUp());
        waiting.result().onSuccess(result -> {
            vertx.cancelTimer(timer);
            LOG.tracef("Part passed on account=%s outcome=%s", part.account().name(), result.kind());
            receiver.leave(waiting, result);
        });
        ask(receiver);
        return waiting.result();
    }

    private void ask(Receiver receiver) {
        for (List<Waiting> next = receiver.next(); !next.isEmpty(); next = receiver.next()) {
            send(receiver, next);
        }
    }

    private void send(Receiver receiver, List<Waiting> parts) {
        long began = System.nanoTime();
        // Whatever is thrown while the request is made becomes a failure of this future.
        Future.succeededFuture()
                .compose(_ -> attempt(receiver, parts))
                .recover(problem -> {
                    LOG.errorf(
                            problem,
                            "No request can be made account=%s",
                            receiver.account().name());
                    return Future.succeededFuture(Result.unavailable("no request can be made: " + problem));
                })
                .onSuccess(result -> {
                    receiver.answered(result, System.nanoTime() - began);
                    parts.forEach(part -> part.end(result));
                    ask(receiver);
                });
    }

    private Future<Result> attempt(Receiver receiver, List<Waiting> parts) {
        Buffer body = Buffer.buffer(Part.body(parts.stream().map(Waiting::part).toList()));
        // Who came last has the newest secrets; but a large delivery has waited before it came here.
        Queue<AppSecret> keys = new ArrayDeque<>(receiver.keys(parts.getLast().secrets()));
        Duration left =
                parts.stream().map(Waiting::left).max(Comparator.naturalOrder()).orElseThrow();
        return new Attempt(client, receiver.request(), body, keys, receiver::accepted).run(vertx, left);
    }

    /** How all receivers stand, by name. */
    public List<Standing> standings() {
        return routes.receivers().stream()
                .map(Receiver::standing)
                .sorted(Comparator.comparing(standing -> standing.account().name()))
                .toList();
    }

    /** Closes its connections. */
    public void stop() {
        client.close();
    }
}
