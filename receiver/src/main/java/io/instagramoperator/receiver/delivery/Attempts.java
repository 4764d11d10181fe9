package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.delivery.Parking.Waiting;
import io.instagramoperator.receiver.delivery.Standing.LastError;
import io.instagramoperator.receiver.delivery.Way.Loaded;
import io.instagramoperator.receiver.sink.Outcome;
import io.instagramoperator.receiver.sink.Outcome.Failure;
import io.vertx.core.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Sends the events of one order, and decides what an answer means for them. An event is in flight until its outcome is on the disk.
 * Used by one event loop.
 */
final class Attempts {

    private static final Logger LOG = Logger.getLogger(Attempts.class);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofMinutes(5);

    /** Clocks that are kept right go back by less. */
    private static final Duration CLOCK_STEP = Duration.ofSeconds(10);

    private final Order order;
    private final BooleanSupplier isCurrent;
    private final Gate gate;
    private final List<Way> ways;
    private final Recorder recorder;
    private final DeliveryMetrics metrics;
    private final Context context;
    private final Clock clock;
    private final RandomGenerator random;
    private final Runnable then;
    private final String name;
    private int inFlight;
    private boolean replayedLast;
    private Instant latest = Instant.EPOCH;

    /**
     * None yet.
     *
     * @param isCurrent whether the order is still the one that is wanted
     * @param ways where events come from, the new ones first
     * @param then called when something more can be done
     */
    Attempts(
            Order order,
            BooleanSupplier isCurrent,
            Gate gate,
            List<Way> ways,
            Recorder recorder,
            DeliveryMetrics metrics,
            Context context,
            Clock clock,
            RandomGenerator random,
            Runnable then) {
        this.order = order;
        this.isCurrent = isCurrent;
        this.gate = gate;
        this.ways = ways;
        this.recorder = recorder;
        this.metrics = metrics;
        this.context = context;
        this.clock = clock;
        this.random = random;
        this.then = then;
        this.name = order.subscription().name();
    }

    /** How many events are in flight. */
    int inFlight() {
        return inFlight;
    }

    /** Sends as much as may be sent now. */
    void send(Instant now) {
        if (now.plus(CLOCK_STEP).isBefore(latest)) {
            LOG.infof("The clock was set back; nothing waits for times of before subscription=%s", name);
            gate.forgetTimes();
            ways.forEach(way -> way.feed().turns().forgetTimes(now));
        }
        latest = now;
        while (gate.maySend(now, inFlight) && sendOne(now)) {
            gate.sent(now);
        }
    }

    /** These outcomes are on the disk. */
    void recorded(Changes changes) {
        inFlight -= changes.outcomes;
    }

    /** When the first event of a lane that was read is due: as it was when it failed, or now if somebody has had it tried again since. */
    Instant dueAt(Waiting waiting, Instant now) {
        return waiting.failure()
                .map(LastError::at)
                .map(failedAt -> due(waiting.attempts(), failedAt, failedAt, over(waiting.since())))
                .filter(due -> due.isAfter(now))
                .orElse(now);
    }

    /** Gives up what has waited for too long without its turn. */
    void expire(Instant now) {
        Instant oldest = now.minus(order.subscription().delivery().maxAge());
        for (Way way : ways) {
            way.feed().expire(item -> item.since().isBefore(oldest), this::reason, now);
            way.expireParked(oldest, this::reason, now, then);
        }
    }

    /** New events first; but a replay has always one under way, if it is not the only one that there may be. */
    private boolean sendOne(Instant now) {
        boolean probe = gate.isProbing();
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
                way.load(next, (waiting, loaded) -> loaded(way, waiting, loaded), failed -> notLoaded(way, failed));
            } else {
                post(way, next);
            }
        });
        return lane.isPresent();
    }

    private void notLoaded(Way way, Lane lane) {
        inFlight--;
        way.ended();
        way.feed().notLoaded(lane, clock.instant().plus(FIRST_RETRY));
    }

    /** The parked event of a lane is there, or is no longer. */
    private void loaded(Way way, Lane lane, Loaded loaded) {
        if (loaded.item().isPresent()) {
            way.feed().loaded(lane, loaded.item().get(), loaded.isLast());
            post(way, lane);
        } else {
            way.feed().gone(lane);
            inFlight--;
            way.ended();
            then.run();
        }
    }

    private void post(Way way, Lane lane) {
        Item item = lane.items.getFirst();
        order.sink()
                .post(item.event(), way.isReplay())
                .onComplete(outcome -> context.runOnContext(_ -> ended(way, lane, item, outcome.result())));
    }

    private void ended(Way way, Lane lane, Item item, Outcome outcome) {
        Instant now = clock.instant();
        way.ended();
        metrics.attempted(name, outcome);
        switch (outcome) {
            case Outcome.Delivered _ -> delivered(way, lane, item, now);
            // It says nothing about the endpoint that is ordered now.
            case Outcome.Gone(Failure failure)
            when !isCurrent.getAsBoolean() -> way.feed().failed(lane, new LastError(failure, now), now);
            case Outcome.Gone(Failure failure) -> {
                gate.gone(failure, now);
                way.feed().failed(lane, new LastError(failure, now), now);
                String endpoint = order.endpoint();
                recorder.write(
                        connection -> SubscriptionStore.setGone(connection, name, Optional.of(endpoint)), () -> {});
                LOG.warnf("Subscription suspended: its endpoint answers 410 subscription=%s", name);
            }
            case Outcome.Failed failed -> failed(way, lane, item, failed, now);
        }
        then.run();
    }

    private void delivered(Way way, Lane lane, Item item, Instant now) {
        way.feed().delivered(lane);
        if (!way.isReplay()) {
            metrics.delivered(name, Duration.between(item.event().received(), now));
        }
        if (gate.delivered()) {
            LOG.infof("Endpoint is back subscription=%s", name);
            ways.forEach(each -> each.feed().turns().hurry(now));
        }
    }

    private void failed(Way way, Lane lane, Item item, Outcome.Failed failed, Instant now) {
        LastError error = new LastError(failed.failure(), now);
        if (gate.failed(failed, item.attempts() > 0, now)) {
            LOG.warnf(
                    "Endpoint fails, only probes are sent subscription=%s kind=%s",
                    name, failed.failure().kind().text());
        }
        Instant notBefore = failed.retryAfter().map(now::plus).orElse(now);
        lane.notBefore = notBefore;
        Item tried = item.failed(error);
        Instant over = over(item.since());
        if (now.isBefore(over)) {
            way.feed().failed(lane, error, due(tried.attempts(), now, notBefore, over));
        } else {
            LOG.warnf(
                    "Event is given up subscription=%s id=%s attempts=%d",
                    name, item.event().id(), tried.attempts());
            way.feed().dead(lane, tried, reason(tried), now, true);
        }
    }

    /** Whatever an endpoint asks for: when its time is over, an event is tried once more and then given up. */
    private Instant due(int attempts, Instant failedAt, Instant notBefore, Instant over) {
        Instant backOff = failedAt.plus(BackOff.after(attempts, FIRST_RETRY, LAST_RETRY, random));
        Instant due = backOff.isBefore(notBefore) ? notBefore : backOff;
        return due.isAfter(over) ? over : due;
    }

    private Instant over(Instant since) {
        return since.plus(order.subscription().delivery().maxAge());
    }

    private String reason(Item item) {
        Optional<LastError> error = item.lastError().or(gate::blockedBy);
        return "not delivered within "
                + order.subscription()
                        .delivery()
                        .maxAge()
                        .toString()
                        .substring(2)
                        .toLowerCase(Locale.ROOT) + ": "
                + error.map(e -> e.failure().message())
                        .orElse(gate.isSuspended() ? "the subscription was suspended" : "it was not its turn");
    }
}
