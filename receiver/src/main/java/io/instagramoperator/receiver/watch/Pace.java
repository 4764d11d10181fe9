package io.instagramoperator.receiver.watch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait between two rounds: long while all is well, soon and then less and less soon while something is wrong. */
final class Pace {

    static final Duration CALM = Duration.ofMinutes(5);
    static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    static final Duration LEAVING = Duration.ofSeconds(30);

    private final Duration firstRetry;
    private final RandomGenerator random;
    private int troubles;

    Pace(Duration firstRetry, RandomGenerator random) {
        this.firstRetry = firstRetry;
        this.random = random;
    }

    /** Something has changed: trouble of before is no measure any more. */
    void restart() {
        troubles = 0;
    }

    /**
     * The time until the next round, with up to 10 % of jitter either way: many receivers start together.
     *
     * @param troubled whether this round has found something wrong
     * @param most the longest time to wait, without jitter
     */
    Duration afterRound(boolean troubled, Duration most) {
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
