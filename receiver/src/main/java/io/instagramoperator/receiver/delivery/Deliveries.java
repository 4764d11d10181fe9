package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.config.Credentials;
import io.instagramoperator.receiver.config.IpNetwork;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.config.SinkCredentials;
import io.instagramoperator.receiver.config.Subscription;
import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.Filter;
import io.instagramoperator.receiver.log.LogUnavailableException;
import io.instagramoperator.receiver.sink.HttpSink;
import io.instagramoperator.webhook.config.Snapshot;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** All subscriptions of this receiver, at work. */
@Singleton
public final class Deliveries {

    private static final Logger LOG = Logger.getLogger(Deliveries.class);
    private static final long FORGET_MILLIS = 60_000;
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Configuration configuration;
    private final EventLog log;
    private final Clock clock;
    private final DeliveryMetrics metrics;
    private final Leftovers leftovers;
    private final Map<String, Pusher> pushers = new ConcurrentHashMap<>();
    private final Map<String, Ordered> ordered = new HashMap<>();

    private long forgetting = -1;

    /** Damage is found when a log is opened, and then only. To look for what it has left goes through all rows, while webhooks wait. */
    private volatile boolean damageSeenTo;

    /** Whether what is ordered was asked for, and that has not failed. */
    private boolean isAsked;

    /** One thread: the log has only so many connections, and a page is read in a moment. */
    private final ExecutorService disk = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("delivery-read").daemon().factory());

    /** All that a sink is made of: a change of any makes another one. */
    private record Ordered(Subscription subscription, SinkCredentials credentials, List<IpNetwork> allowed) {}

    @Inject
    public Deliveries(Vertx vertx, Configuration configuration, EventLog log, MeterRegistry metrics) {
        this(vertx, configuration, log, metrics, Clock.systemUTC());
    }

    Deliveries(Vertx vertx, Configuration configuration, EventLog log, MeterRegistry metrics, Clock clock) {
        this.vertx = vertx;
        this.configuration = configuration;
        this.log = log;
        this.clock = clock;
        this.metrics = new DeliveryMetrics(metrics);
        this.leftovers = new Leftovers(log, configuration, clock, disk);
        // Before the log is open: the retention must not take what is needed before anybody can say so.
        log.keep(LeftoverStore::firstNeeded);
    }

    /** Begins to deliver, and follows the configuration. */
    public void start() {
        forgetting = vertx.setPeriodic(FORGET_MILLIS, _ -> leftovers.tend(damageSeenTo));
        configuration.onChange(this::takeUp);
        takeUp(configuration.current());
    }

    /** Waits a few seconds for what is under way. What has not ended then is delivered again. */
    public void stop() {
        vertx.cancelTimer(forgetting);
        List<Promise<Void>> all = new ArrayList<>();
        for (Pusher pusher : pushers.values()) {
            Promise<Void> stopped = Promise.promise();
            all.add(stopped);
            pusher.stop(stopped);
        }
        long until = System.nanoTime() + FAREWELL.toNanos();
        for (Promise<Void> stopped : all) {
            try {
                stopped.future()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException e) {
                LOG.info("Some deliveries had no answer before the end; they are repeated");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        disk.shutdown();
    }

    /** How far each subscription of the configuration is, in the order of the configuration. Blocks on the disk. */
    public List<Standing> standings() {
        return configuration.current().config().map(ReceiverConfig::subscriptions).orElse(List.of()).stream()
                .flatMap(subscription -> standing(subscription.name()).stream())
                .toList();
    }

    /**
     * How many events subscriptions still have to get, suspended ones aside: nobody waits for those. Empty as long as it is not known of
     * all. Blocks on the disk.
     */
    public OptionalLong backlog() {
        List<Standing> standings = standings();
        int configured = configuration
                .current()
                .config()
                .map(config -> config.subscriptions().size())
                .orElse(0);
        return standings.size() < configured
                ? OptionalLong.empty()
                : OptionalLong.of(standings.stream()
                        .filter(standing -> !standing.suspended())
                        .mapToLong(Standing::backlog)
                        .sum());
    }

    /** How far a subscription is; empty if the configuration has none of this name. Blocks on the disk. */
    public Optional<Standing> standing(String name) {
        Pusher pusher = pushers.get(name);
        if (pusher == null) {
            return Optional.empty();
        }
        Gate.Health health = pusher.health();
        Filter filter = new Filter(pusher.subscription().types(), Optional.empty());
        try {
            return Backlog.of(log, name, filter)
                    .map(backlog -> new Standing(
                            name,
                            new Cursor(backlog.settled()),
                            backlog.events(),
                            backlog.oldestReceived().map(received -> Duration.between(received, clock.instant())),
                            backlog.deadLetters(),
                            health.breaker(),
                            health.suspended(),
                            health.lastError()));
        } catch (LogUnavailableException e) {
            return Optional.empty();
        }
    }

    /**
     * Says that rows were added to a subscription's parked events or replays by somebody else: they are looked at now, and a
     * subscription that an answer 410 has suspended goes on.
     */
    public void wake(String subscription) {
        Optional.ofNullable(pushers.get(subscription)).ifPresent(Pusher::wake);
    }

    private synchronized void takeUp(Snapshot<ReceiverConfig, Credentials> snapshot) {
        if (snapshot.config().isEmpty()) {
            return;
        }
        ReceiverConfig config = snapshot.config().get();
        Map<String, Ordered> wanted = new HashMap<>();
        for (Subscription subscription : config.subscriptions()) {
            SinkCredentials credentials = snapshot.credentials().sinks().get(subscription.name());
            if (credentials != null) {
                wanted.put(subscription.name(), new Ordered(subscription, credentials, config.allowedNetworks()));
            }
        }
        if (isAsked && wanted.equals(ordered)) {
            return;
        }
        isAsked = true;
        Map<String, Ordered> before = Map.copyOf(ordered);
        ordered.clear();
        ordered.putAll(wanted);
        before.keySet().stream().filter(name -> !wanted.containsKey(name)).forEach(this::remove);
        log.write(transaction -> {
                    Map<String, Ordered> waiting = takeUp(transaction.connection(), wanted, !damageSeenTo);
                    SubscriptionStore.removeOthers(transaction.connection(), wanted.keySet());
                    return waiting;
                })
                .thenCompose(waiting -> waiting.isEmpty()
                        ? CompletableFuture.completedStage(waiting)
                        : leftovers
                                .removeAll()
                                .thenCompose(_ ->
                                        log.write(transaction -> takeUp(transaction.connection(), waiting, false))))
                // Not on the thread that writes, which all acknowledgements wait for.
                .whenCompleteAsync(
                        (_, error) -> {
                            if (error != null) {
                                LOG.warnf(
                                        "Subscriptions cannot be taken up, tried again in a second: %s",
                                        error.getMessage());
                                forget();
                                vertx.setTimer(1_000, _ -> takeUp(configuration.current()));
                            } else {
                                damageSeenTo = true;
                                wanted.forEach((name, each) -> begin(name, each, before.get(name), config));
                                leftovers.remove();
                            }
                        },
                        disk);
    }

    /**
     * Returns those that have to wait.
     *
     * @param first what is there at the start belongs to them, also if a damaged log has lost their own rows
     */
    private Map<String, Ordered> takeUp(Connection connection, Map<String, Ordered> wanted, boolean first)
            throws SQLException {
        if (first) {
            SubscriptionStore.forgetLost(connection);
        }
        Map<String, Ordered> waiting = new HashMap<>();
        for (Map.Entry<String, Ordered> each : wanted.entrySet()) {
            // Not one that was removed meanwhile: nobody would remove it once more.
            if (isOrdered(each.getKey(), each.getValue())
                    && !SubscriptionStore.takeUp(connection, each.getValue().subscription, clock.instant(), first)) {
                waiting.put(each.getKey(), each.getValue());
            }
        }
        return waiting;
    }

    private synchronized boolean isOrdered(String name, Ordered wanted) {
        return wanted.equals(ordered.get(name));
    }

    private synchronized void forget() {
        isAsked = false;
        ordered.clear();
    }

    private synchronized void begin(String name, Ordered wanted, @Nullable Ordered before, ReceiverConfig config) {
        Pusher running = pushers.get(name);
        // Changed or removed again meanwhile, or as it was.
        if (!isOrdered(name, wanted) || (running != null && wanted.equals(before))) {
            return;
        }
        HttpSink sink = new HttpSink(
                vertx,
                wanted.subscription.http(),
                wanted.credentials,
                wanted.allowed,
                config.account().instagramId(),
                clock);
        Order order = new Order(wanted.subscription, sink);
        if (running == null) {
            Pusher pusher = new Pusher(
                    vertx,
                    ((VertxInternal) vertx).createEventLoopContext(),
                    log,
                    disk,
                    clock,
                    RandomGenerator.getDefault(),
                    metrics,
                    order);
            pushers.put(name, pusher);
            metrics.show(name, this);
            pusher.start();
        } else {
            running.change(order);
        }
    }

    private void remove(String name) {
        Pusher pusher = pushers.remove(name);
        if (pusher != null) {
            pusher.discard();
            metrics.remove(name);
        }
    }
}
