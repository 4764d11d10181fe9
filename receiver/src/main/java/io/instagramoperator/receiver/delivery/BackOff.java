package io.instagramoperator.receiver.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: twice as long each time, and a random part of that so that not all come back at once. */
final class BackOff {

    private static final int MOST_DOUBLINGS = 20;

    private BackOff() {}

    /**
     * A time between half of what is due and all of it.
     *
     * @param attempts how many have failed in a row, from 1
     * @param first what is due after the first
     * @param most what is due at most
     */
    static Duration after(int attempts, Duration first, Duration most, RandomGenerator random) {
        long due = Math.min(most.toMillis(), first.toMillis() << Math.min(attempts - 1, MOST_DOUBLINGS));
        return Duration.ofMillis(due / 2 + random.nextLong(due / 2 + 1));
    }
}
