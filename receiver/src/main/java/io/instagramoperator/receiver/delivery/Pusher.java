package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.config.Subscription;
import io.instagramoperator.receiver.delivery.Standing.LastError;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.Filter;
import io.instagramoperator.receiver.log.Tail;
import io.instagramoperator.receiver.sink.HttpSink;
import io.instagramoperator.receiver.sink.Outcome.Failure;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Pushes the events of one subscription. All of it happens on one event loop; what reads the disk is done elsewhere and comes back.
 */
final class Pusher {

    private static final long TICK_MILLIS = 1_000;
    private static final long IDLE_TICKS_TO_WRITE = 30;
    private static final Duration AFTER_RESTART = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Context context;
    private final EventLog log;
    private final Disk disk;
    private final Clock clock;
    private final RandomGenerator random;
    private final DeliveryMetrics metrics;
    private final Recorder recorder;
    private final Alarm alarm;
    private final String name;

    /** What is wanted; what is done follows when nothing is under way. */
    private volatile Order order;

    private Gate gate;
    private List<Way> ways = new ArrayList<>();
    private Optional<Tail.Subscription> watch = Optional.empty();
    private Optional<Promise<Void>> stopping = Optional.empty();
    private final List<HttpSink> replaced = new ArrayList<>();
    private boolean reopening;
    private boolean discarded;
    private Optional<Attempts> attempts = Optional.empty();
    private long ticks;
    private long timer = -1;
    private volatile Gate.Health health = Gate.Health.GOOD;

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
        this.recorder = new Recorder(log, context, name);
        this.alarm = new Alarm(vertx, this::pump);
        this.order = order;
        this.gate = new Gate(order.subscription(), random);
    }

    /** How its endpoint is; may be asked by anybody. */
    Gate.Health health() {
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
            replaced.add(order.sink());
            order = changed;
            reopen();
        });
    }

    /** Reads again how far it is: somebody else has changed it. */
    void wake() {
        recorder.write(connection -> SubscriptionStore.setGone(connection, name, Optional.empty()), this::reopen);
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
            if (attempts.isEmpty()) {
                // Nothing is under way; it may never be able to read how far it is.
                discarded = true;
                close();
                stopped.tryComplete();
                return;
            }
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
        replaced.forEach(HttpSink::close);
        replaced.clear();
        watch.ifPresent(Tail.Subscription::close);
        Filter filter = new Filter(order.subscription().types(), Optional.empty());
        watch = Optional.of(log.tail()
                .watch(
                        filter,
                        _ -> context.runOnContext(_ -> {
                            ways.forEach(Way::moreMayBeThere);
                            pump();
                        })));
        Order current = order;
        disk.read(
                () -> Opening.read(log, disk, current, this::soon),
                opening -> opened(current, opening),
                () -> vertx.setTimer(TICK_MILLIS, _ -> open()));
    }

    private void opened(Order current, Opening opening) {
        ways = new ArrayList<>(opening.ways());
        gate = new Gate(current.subscription(), random);
        opening.lastError().ifPresent(gate::failedBefore);
        if (opening.isGone()) {
            // Seen earlier, but that it is so is known since now.
            gate.gone(Failure.GONE, clock.instant());
        }
        BooleanSupplier isCurrent = () -> order.equals(current);
        attempts = Optional.of(
                new Attempts(current, isCurrent, gate, ways, recorder, metrics, context, clock, random, this::pump));
        pump();
    }

    private Instant soon() {
        return clock.instant().plusMillis(random.nextLong(AFTER_RESTART.toMillis()));
    }

    private void tick() {
        ticks++;
        if (gate.isBlocked()) {
            attempts.ifPresent(sending -> sending.expire(clock.instant()));
        }
        if (ticks % IDLE_TICKS_TO_WRITE == 0) {
            ways.forEach(way -> way.feed().touch());
        }
        pump();
    }

    /** Does all that can be done now. */
    private void pump() {
        if (attempts.isEmpty() || discarded) {
            return;
        }
        if (reopening || stopping.isPresent()) {
            settle();
            return;
        }
        Instant now = clock.instant();
        Attempts sending = attempts.get();
        for (Way way : ways) {
            way.fetch(this::pump);
            way.readLanes(waiting -> sending.dueAt(waiting, clock.instant()), this::pump);
        }
        sending.send(now);
        record();
        plan(now);
        report();
    }

    private void record() {
        recorder.record(ways, steps -> {
            for (Way.Step step : steps) {
                attempts.ifPresent(sending -> sending.recorded(step.changes()));
                step.way().feed().recorded(step.changes());
            }
            ways.removeIf(way -> steps.stream().anyMatch(step -> step.way() == way && step.isOver()));
            pump();
        });
    }

    /** Waits for what is under way; then reads anew, or ends. */
    private void settle() {
        record();
        if (recorder.isBusy()
                || attempts.filter(sending -> sending.inFlight() > 0).isPresent()) {
            return;
        }
        attempts = Optional.empty();
        // Only now: what is under way still belongs to what was wanted before.
        if (stopping.isPresent()) {
            close();
            stopping.get().tryComplete();
        } else if (reopening) {
            open();
        }
    }

    private void close() {
        watch.ifPresent(Tail.Subscription::close);
        vertx.cancelTimer(timer);
        attempts = Optional.empty();
        replaced.forEach(HttpSink::close);
        order.sink().close();
    }

    /** Comes back when something is due. What is due already waits for an answer, or for its pace. */
    private void plan(Instant now) {
        Instant next = ways.stream()
                .flatMap(way -> way.feed().turns().nextDue().stream())
                .filter(due -> due.isAfter(now))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        next = gate.nextAt(now, next);
        if (!gate.isSuspended() && next.isBefore(now.plusMillis(TICK_MILLIS))) {
            alarm.set(next, now);
        }
    }

    private void report() {
        health = gate.health(ways.stream()
                .flatMap(way -> way.feed().lanes().failing().lastError().stream())
                .max(Comparator.comparing(LastError::at)));
    }
}
