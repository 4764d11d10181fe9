package io.instagramoperator.receiver.graph;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whose turn it is to call the Conversations API, of which Meta takes two calls a second for each account. What can wait takes one a second
 * at most, and none while others need what is left of Meta's limits.
 */
@Singleton
public class ConversationPace {

    static final Duration INTERVAL = Duration.ofMillis(500);

    private static final Duration SPARE_INTERVAL = Duration.ofSeconds(1);
    private static final Duration WHILE_BUSY = Duration.ofSeconds(5);

    /** Lets time go by. */
    @FunctionalInterface
    public interface Sleep {
        void sleep(Duration time) throws InterruptedException;
    }

    private final GraphLimits limits;
    private final InstantSource clock;
    private final Sleep sleep;
    private final Turns all = new Turns(INTERVAL);
    private final Turns spare = new Turns(SPARE_INTERVAL);

    @Inject
    public ConversationPace(GraphLimits limits) {
        this(limits, Clock.systemUTC(), Thread::sleep);
    }

    /** With another clock, and time that goes by otherwise. */
    public ConversationPace(GraphLimits limits, InstantSource clock, Sleep sleep) {
        this.limits = limits;
        this.clock = clock;
        this.sleep = sleep;
    }

    /** Blocks until a call may be made, for which somebody waits. */
    public void awaitTurn() throws InterruptedException {
        all.await();
    }

    /** Blocks until a call may be made that can wait. */
    public void awaitSpareTurn() throws InterruptedException {
        while (limits.isBusy()) {
            sleep.sleep(WHILE_BUSY);
        }
        spare.await();
        all.await();
    }

    /** One turn in each interval, in the order in which they were asked for. */
    private final class Turns {

        private final Duration interval;
        private final ReentrantLock lock = new ReentrantLock(true);
        private Instant next = Instant.EPOCH;

        Turns(Duration interval) {
            this.interval = interval;
        }

        void await() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                Duration wait = Duration.between(clock.instant(), next);
                // A clock that was set back must not make it wait for long.
                if (wait.isPositive()) {
                    sleep.sleep(wait.compareTo(interval) < 0 ? wait : interval);
                }
                next = clock.instant().plus(interval);
            } finally {
                lock.unlock();
            }
        }
    }
}
