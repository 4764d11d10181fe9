package io.instagramoperator.receiver.reply;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off: doubles from a first to a longest time, and takes a random part between half and all of it, so that those who failed
 * together do not try again together.
 */
record BackOff(Duration first, Duration longest, RandomGenerator random) {

    /**
     * The time to wait.
     *
     * @param failures how often it has failed, 1 or more
     */
    Duration after(int failures) {
        Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, 20));
        Duration most = doubled.compareTo(longest) < 0 ? doubled : longest;
        return Duration.ofNanos((long) (most.toNanos() * random.nextDouble(0.5, 1.0)));
    }
}
