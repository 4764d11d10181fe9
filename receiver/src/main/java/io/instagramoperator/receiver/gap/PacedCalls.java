package io.instagramoperator.receiver.gap;

import io.instagramoperator.receiver.graph.GraphLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Makes calls that can wait: never more than one in an interval, and none while others need what is left of Meta's limits. */
final class PacedCalls {

    /** Meta takes two calls a second of the Conversations API for each account; the other one is for replies. */
    static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final Duration WHILE_BUSY = Duration.ofSeconds(5);

    /** Lets time go by. */
    @FunctionalInterface
    interface Sleep {
        void sleep(Duration time) throws InterruptedException;
    }

    private final GraphLimits limits;
    private final InstantSource clock;
    private final Sleep sleep;
    private final Duration interval;
    private Instant next = Instant.EPOCH;

    PacedCalls(GraphLimits limits, InstantSource clock, Sleep sleep, Duration interval) {
        this.limits = limits;
        this.clock = clock;
        this.sleep = sleep;
        this.interval = interval;
    }

    /** Makes a call when its time has come. */
    <T> T call(Supplier<T> call) throws InterruptedException {
        while (limits.isBusy()) {
            sleep.sleep(WHILE_BUSY);
        }
        Duration wait = Duration.between(clock.instant(), next);
        // A clock that was set back must not make it wait for long.
        if (wait.isPositive()) {
            sleep.sleep(wait.compareTo(interval) < 0 ? wait : interval);
        }
        next = clock.instant().plus(interval);
        return call.get();
    }
}
