package io.instagramoperator.webhook.registration;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait between two rounds: long while all is well, soon and then less and less soon while something is wrong. */
public final class Pace {

    /** While all is well. */
    public static final Duration CALM = Duration.ofMinutes(5);

    /** After the first trouble. */
    public static final Duration FIRST_RETRY = Duration.ofSeconds(5);

    /** At most, while something is to be taken off Meta. */
    public static final Duration LEAVING = Duration.ofSeconds(30);

    private final Duration firstRetry;
    private final RandomGenerator random;
    private int troubles;

    /**
     * A pace.
     *
     * @param firstRetry how long to wait after the first trouble
     */
    public Pace(Duration firstRetry, RandomGenerator random) {
        this.firstRetry = firstRetry;
        this.random = random;
    }

    /** Something has changed: trouble of before is no measure any more. */
    public void restart() {
        troubles = 0;
    }

    /**
     * The time until the next round, with up to 10 % of jitter either way: many processes start together.
     *
     * @param troubled whether this round has found something wrong
     * @param most the longest time to wait, without jitter
     */
    public Duration afterRound(boolean troubled, Duration most) {
        Duration wait = most;
        if (troubled) {
            Duration backedOff = firstRetry.multipliedBy(1L << Math.min(troubles, 16));
            wait = backedOff.compareTo(most) < 0 ? backedOff : most;
            troubles++;
        } else {
            troubles = 0;
        }
        return Duration.ofNanos((long) (wait.toNanos() * random.nextDouble(0.9, 1.1)));
    }
}
