package io.instagramoperator.receiver.watch;

import static org.awaitility.Awaitility.await;

import io.instagramoperator.receiver.FakeMeta;
import io.instagramoperator.receiver.FakeMeta.Request;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.delivery.Deliveries;
import io.instagramoperator.receiver.gap.GapRepair;
import io.instagramoperator.receiver.graph.AccountGraph;
import io.instagramoperator.receiver.graph.AccountStop;
import io.instagramoperator.receiver.graph.AccountToken;
import io.instagramoperator.receiver.graph.ConversationPace;
import io.instagramoperator.receiver.graph.GraphLimits;
import io.instagramoperator.receiver.log.Event;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.reply.ReplyStore;
import io.instagramoperator.webhook.registration.Pace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** An account, its store, its Meta, and a watcher between them that soon tries again. */
final class WatchedAccount implements AutoCloseable {

    final FakeMeta meta = new FakeMeta();
    final AccountStop stop = new AccountStop();
    final ReceiverHome home;
    final EventLog log;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Vertx vertx = Vertx.vertx();
    final GraphLimits limits = new GraphLimits();
    private Duration firstRetry = Duration.ofMillis(20);
    private Optional<Deliveries> deliveries = Optional.empty();
    private Optional<Configuration> configuration = Optional.empty();
    private Optional<Watcher> watcher = Optional.empty();

    WatchedAccount(Path folder) {
        home = new ReceiverHome(folder).with("graph", "{ url: \"" + meta.url() + "\" }");
        log = new EventLog(metrics);
        log.use(folder.resolve("data"), Duration.ofDays(7));
    }

    /** Nobody waits for this: what happens then was not brought about by trying again. */
    WatchedAccount withoutRetries() {
        firstRetry = Duration.ofHours(1);
        return this;
    }

    void start() {
        Configuration read = home.configuration();
        Deliveries pushing = new Deliveries(vertx, read, log, metrics);
        pushing.start();
        deliveries = Optional.of(pushing);
        AccountGraph graph = new AccountGraph(metrics, limits);
        AccountToken token = new AccountToken(log);
        Watcher started = new Watcher(
                read,
                log,
                graph,
                stop,
                new ReplyStore(log),
                new Footprint(log),
                new TokenRefresh(token, limits),
                pushing,
                new GapRepair(read, token, log, graph, new ConversationPace(limits), metrics),
                Clock.systemUTC(),
                new Pace(firstRetry, new Random(1)));
        configuration = Optional.of(read);
        watcher = Optional.of(started);
        started.start();
    }

    /** Until Meta has answered everything about the webhook. */
    void awaitRound() {
        await().until(() -> report().webhook().checkedAt().isPresent());
    }

    Report report() {
        return watcher.orElseThrow().report();
    }

    /** The first request of an operation, such as {@code POST /1234567890123456/subscriptions}. */
    Request request(String operation) {
        return meta.requests.stream()
                .filter(r -> r.operation().equals(operation))
                .findFirst()
                .orElseThrow();
    }

    /** Stores an event as if a webhook had brought it. */
    void store(String data) {
        log.append(List.of(new Event(
                        "id",
                        "message.received",
                        Optional.empty(),
                        Instant.now(),
                        Instant.now(),
                        data,
                        Optional.empty())))
                .toCompletableFuture()
                .join();
    }

    @Override
    public void close() {
        watcher.ifPresent(Watcher::stop);
        configuration.ifPresent(Configuration::stop);
        deliveries.ifPresent(Deliveries::stop);
        vertx.close();
        log.close();
        meta.close();
    }
}
