package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.config.Subscription;
import io.instagramoperator.receiver.delivery.Standing.LastError;
import io.instagramoperator.receiver.delivery.SubscriptionStore.Stored;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.Filter;
import io.instagramoperator.receiver.log.Tail;
import io.instagramoperator.receiver.sink.Outcome;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Pushes the events of one subscription. All of it happens on one event loop; what reads the disk is done elsewhere and comes back.
 */
final class Pusher {

    private static final Logger LOG = Logger.getLogger(Pusher.class);

    private static final long TICK_MILLIS = 1_000;
    private static final long IDLE_TICKS_TO_WRITE = 30;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofMinutes(5);
    private static final Duration AFTER_RESTART = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Context context;
    private final EventLog log;
    private final Disk disk;
    private final Clock clock;
    private final RandomGenerator random;
    private final DeliveryMetrics metrics;
    private final String name;

    private Order order;
    private CircuitBreaker breaker;
    private Pace pace;
    private List<Way> ways = new ArrayList<>();
    private Optional<Tail.Subscription> watch = Optional.empty();
    private Optional<Promise<Void>> stopping = Optional.empty();
    private boolean opened;
    private boolean discarded;
    private boolean reopening;
    private boolean recording;
    private boolean gone;
    private boolean replayedLast;
    private int inFlight;
    private long ticks;
    private long timer = -1;
    private Instant timerAt = Instant.MAX;
    private Optional<LastError> lastError = Optional.empty();
    private volatile Health health = new Health(Standing.Breaker.CLOSED, false, Optional.empty());

    /** What others may ask at any time. */
    record Health(Standing.Breaker breaker, boolean suspended, Optional<LastError> lastError) {}

    Pusher(
            Vertx vertx,
            Context context,
            EventLog log,
            Executor threads,
            Clock clock,
            RandomGenerator random,
            DeliveryMetrics metrics,
            Order order) {
        this.vertx = vertx;
        this.context = context;
        this.log = log;
        this.disk = new Disk(threads, context);
        this.clock = clock;
        this.random = random;
        this.metrics = metrics;
        this.name = order.subscription().name();
        this.order = order;
        this.breaker = new CircuitBreaker(order.subscription().delivery().maxInFlight(), random);
        this.pace = new Pace(order.subscription().delivery().perSecond());
    }

    Health health() {
        return health;
    }

    Subscription subscription() {
        return order.subscription();
    }

    void start() {
        context.runOnContext(_ -> {
            timer = vertx.setPeriodic(TICK_MILLIS, _ -> tick());
            open();
        });
    }

    /** Takes up another version of its order. */
    void change(Order changed) {
        context.runOnContext(_ -> {
            Order before = order;
            order = changed;
            pace = new Pace(changed.subscription().delivery().perSecond());
            breaker = new CircuitBreaker(changed.subscription().delivery().maxInFlight(), random);
            if (before.sink() != changed.sink()) {
                before.sink().close();
            }
            reopen();
        });
    }

    /** Reads again how far it is: somebody else has changed it. */
    void wake() {
        context.runOnContext(_ -> {
            // Read again only then: it would be found suspended as before.
            write(connection -> SubscriptionStore.setGone(connection, name, Optional.empty()))
                    .whenComplete((_, _) -> context.runOnContext(_ -> reopen()));
        });
    }

    /** Ends at once, and writes nothing any more: what is known of it is forgotten, and perhaps begun anew under the same name. */
    void discard() {
        context.runOnContext(_ -> {
            discarded = true;
            close();
        });
    }

    /** Ends when what is under way is on the disk. */
    void stop(Promise<Void> stopped) {
        context.runOnContext(_ -> {
            stopping = Optional.of(stopped);
            ways.forEach(way -> way.feed().touch());
            pump();
        });
    }

    private void reopen() {
        reopening = true;
        pump();
    }

    /** Reads how far it is. */
    private void open() {
        if (discarded) {
            return;
        }
        // What changes from here on has it read once more.
        reopening = false;
        Subscription subscription = order.subscription();
        watch.ifPresent(Tail.Subscription::close);
        Filter filter = new Filter(subscription.types(), Optional.empty());
        watch = Optional.of(log.tail()
                .watch(
                        filter,
                        _ -> context.runOnContext(_ -> {
                            ways.forEach(Way::moreMayBeThere);
                            pump();
                        })));
        disk.read(
                () -> log.query(connection -> stored(connection)),
                stored -> disk.read(() -> opened(stored), this::opened, this::openLater),
                this::openLater);
    }

    private void openLater() {
        vertx.setTimer(TICK_MILLIS, _ -> open());
    }

    private Opening stored(Connection connection) throws SQLException {
        List<Stored> feeds = SubscriptionStore.feeds(connection, name);
        List<Map<String, Long>> parked = new ArrayList<>();
        for (Stored feed : feeds) {
            parked.add(Parking.lanes(connection, name, feed.replay()));
        }
        return new Opening(feeds, parked, SubscriptionStore.isGone(connection, name));
    }

    private Opened opened(Opening opening) {
        List<Way> read = new ArrayList<>();
        for (int i = 0; i < opening.feeds.size(); i++) {
            read.add(Way.open(log, disk, order, opening.feeds.get(i), opening.parked.get(i), _ -> soon()));
        }
        return new Opened(read, opening.gone);
    }

    private void opened(Opened opening) {
        ways = opening.ways;
        gone = opening.gone;
        opened = true;
        pump();
    }

    private record Opening(List<Stored> feeds, List<Map<String, Long>> parked, boolean gone) {}

    private record Opened(List<Way> ways, boolean gone) {}

    private Instant soon() {
        return clock.instant().plusMillis(random.nextLong(AFTER_RESTART.toMillis()));
    }

    private void tick() {
        ticks++;
        if (opened && isBlocked()) {
            expire();
        }
        if (ticks % IDLE_TICKS_TO_WRITE == 0) {
            ways.forEach(way -> way.feed().touch());
        }
        pump();
    }

    /** Nothing is sent but a probe now and then. */
    private boolean isBlocked() {
        return isSuspended() || breaker.state() != Standing.Breaker.CLOSED;
    }

    private boolean isSuspended() {
        return gone || order.subscription().suspended();
    }

    private void expire() {
        Instant now = clock.instant();
        Instant oldest = now.minus(order.subscription().delivery().maxAge());
        for (Way way : ways) {
            way.feed().expire(item -> item.since().isBefore(oldest), this::reason, now);
            way.expireParked(oldest, this::reason, now, this::pump);
        }
    }

    /** Does all that can be done now. */
    private void pump() {
        if (!opened || discarded) {
            return;
        }
        if (reopening || stopping.isPresent()) {
            settle();
            return;
        }
        Instant now = clock.instant();
        ways.forEach(way -> way.fetch(this::pump));
        while (maySend(now) && sendOne(now)) {
            pace.sent(now);
        }
        record();
        plan(now);
        report();
    }

    private boolean maySend(Instant now) {
        return !isSuspended()
                && inFlight < Math.min(order.subscription().delivery().maxInFlight(), breaker.allowed(now))
                && !pace.next().isAfter(now);
    }

    /** New events first; but a replay has always one under way, if it is not the only one that there may be. */
    private boolean sendOne(Instant now) {
        boolean probe = breaker.state() == Standing.Breaker.HALF_OPEN;
        for (Way way : ways) {
            if (!replayedLast && way.isReplay() && way.underWay() == 0 && send(way, now, probe)) {
                replayedLast = true;
                return true;
            }
        }
        replayedLast = false;
        for (Way way : ways) {
            if (send(way, now, probe)) {
                return true;
            }
        }
        return false;
    }

    private boolean send(Way way, Instant now, boolean probe) {
        Optional<Lane> lane = way.feed().next(now, probe);
        lane.ifPresent(next -> {
            inFlight++;
            way.began();
            if (next.items.isEmpty()) {
                way.load(next, (loaded, item) -> loaded(way, loaded, item), failed -> notLoaded(way, failed));
            } else {
                post(way, next);
            }
        });
        return lane.isPresent();
    }

    private void notLoaded(Way way, Lane lane) {
        inFlight--;
        way.ended();
        way.feed().notLoaded(lane, clock.instant().plusMillis(TICK_MILLIS));
    }

    /** The parked event of a lane is there, or is no longer. */
    private void loaded(Way way, Lane lane, Optional<Item> item) {
        way.feed().loaded(lane, item);
        if (item.isPresent()) {
            post(way, lane);
        } else {
            inFlight--;
            way.ended();
            pump();
        }
    }

    private void post(Way way, Lane lane) {
        Item item = lane.items.getFirst();
        Order posted = order;
        posted.sink()
                .post(item.event(), way.isReplay())
                .onComplete(outcome -> context.runOnContext(_ -> ended(posted, way, lane, item, outcome.result())));
    }

    private void ended(Order posted, Way way, Lane lane, Item item, Outcome outcome) {
        if (discarded) {
            return;
        }
        Instant now = clock.instant();
        way.ended();
        metrics.attempted(name, outcome);
        switch (outcome) {
            case Outcome.Delivered _ -> delivered(way, lane, item, now);
            // It says nothing about the endpoint that is ordered now.
            case Outcome.Gone(var failure)
            when posted.sink() != order.sink() -> way.feed().failed(lane, new LastError(failure, now), now);
            case Outcome.Failed(var failure, var _)
            when posted.sink() != order.sink() -> way.feed().failed(lane, new LastError(failure, now), now);
            case Outcome.Gone(var failure) -> {
                gone = true;
                String endpoint = order.endpoint();
                write(connection -> SubscriptionStore.setGone(connection, name, Optional.of(endpoint)));
                LOG.warnf("Subscription suspended: its endpoint answers 410 subscription=%s", name);
                lastError = Optional.of(new LastError(failure, now));
                way.feed().failed(lane, new LastError(failure, now), now);
            }
            case Outcome.Failed failed -> failed(way, lane, item, failed, now);
        }
        pump();
    }

    private void delivered(Way way, Lane lane, Item item, Instant now) {
        way.feed().delivered(lane);
        metrics.delivered(name, Duration.between(item.event().received(), now));
        if (breaker.delivered()) {
            LOG.infof("Endpoint is back subscription=%s", name);
            ways.forEach(each -> each.feed().turns().hurry(now));
        }
        lastError = Optional.empty();
    }

    private void failed(Way way, Lane lane, Item item, Outcome.Failed failed, Instant now) {
        LastError error = new LastError(failed.failure(), now);
        lastError = Optional.of(error);
        Instant notBefore = failed.retryAfter().map(now::plus).orElse(now);
        if (breaker.failed(failed.failure().kind() != Outcome.Kind.STATUS, now, notBefore)) {
            LOG.warnf(
                    "Endpoint fails, only probes are sent subscription=%s kind=%s",
                    name, failed.failure().kind());
        }
        Item tried = item.failed(error);
        Instant over = item.since().plus(order.subscription().delivery().maxAge());
        if (now.isBefore(over)) {
            Instant backOff = now.plus(BackOff.after(tried.attempts(), FIRST_RETRY, LAST_RETRY, random));
            Instant due = backOff.isAfter(over) ? over : backOff;
            way.feed().failed(lane, error, due.isBefore(notBefore) ? notBefore : due);
        } else {
            LOG.warnf(
                    "Event is given up subscription=%s id=%s attempts=%d",
                    name, item.event().id(), tried.attempts());
            way.feed().dead(lane, tried, reason(tried), now, true);
        }
    }

    private String reason(Item item) {
        Optional<LastError> error = item.lastError().or(() -> lastError);
        return "not delivered within "
                + order.subscription()
                        .delivery()
                        .maxAge()
                        .toString()
                        .substring(2)
                        .toLowerCase(Locale.ROOT) + ": "
                + error.map(e -> e.failure().message())
                        .orElse(isSuspended() ? "the subscription was suspended" : "it was not its turn");
    }

    /** Writes what has happened since the last time, all of it together. */
    private void record() {
        if (recording) {
            return;
        }
        List<Way.Step> records =
                ways.stream().flatMap(way -> way.takeStep().stream()).toList();
        if (records.isEmpty()) {
            return;
        }
        recording = true;
        log.write(transaction -> {
                    for (Way.Step record : records) {
                        record.write(transaction.connection());
                    }
                    return records;
                })
                .whenComplete((_, error) -> context.runOnContext(_ -> recorded(records, error)));
    }

    private void recorded(List<Way.Step> records, @Nullable Throwable error) {
        if (error != null) {
            // The log ends the process when its disk fails; what is not written is delivered again by the next one.
            LOG.errorf(error, "Outcomes were not written subscription=%s", name);
        }
        recording = false;
        for (Way.Step record : records) {
            inFlight -= record.changes().outcomes;
            record.way().feed().recorded(record.changes());
        }
        ways.removeIf(way -> records.stream().anyMatch(record -> record.way() == way && record.isOver()));
        pump();
    }

    /** Waits for what is under way; then reads anew, or ends. */
    private void settle() {
        record();
        if (inFlight > 0 || recording) {
            return;
        }
        if (stopping.isPresent()) {
            close();
            stopping.get().tryComplete();
        } else if (reopening) {
            opened = false;
            open();
        }
    }

    private void close() {
        watch.ifPresent(Tail.Subscription::close);
        vertx.cancelTimer(timer);
        opened = false;
        order.sink().close();
    }

    /** Comes back when something is due. What is due already waits for an answer, or for its pace. */
    private void plan(Instant now) {
        Instant next = ways.stream()
                .flatMap(way -> way.feed().turns().nextDue().stream())
                .filter(due -> due.isAfter(now))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        if (breaker.state() == Standing.Breaker.OPEN) {
            next = breaker.probeAt();
        } else if (pace.next().isAfter(now) && pace.next().isBefore(next)) {
            next = pace.next();
        }
        boolean isPlanned = timerAt.isAfter(now) && !next.isBefore(timerAt);
        if (isSuspended() || isPlanned || next.isAfter(now.plusMillis(TICK_MILLIS))) {
            return;
        }
        timerAt = next;
        vertx.setTimer(Math.max(1, Duration.between(now, next).toMillis()), _ -> {
            timerAt = Instant.MAX;
            pump();
        });
    }

    private void report() {
        health = new Health(breaker.state(), isSuspended(), lastError);
    }

    private CompletionStage<String> write(SqlWork work) {
        return log.write(transaction -> {
                    work.run(transaction.connection());
                    return name;
                })
                .exceptionally(error -> {
                    LOG.errorf(error, "The state of a subscription was not written subscription=%s", name);
                    return name;
                });
    }

    private interface SqlWork {
        void run(Connection connection) throws SQLException;
    }
}
