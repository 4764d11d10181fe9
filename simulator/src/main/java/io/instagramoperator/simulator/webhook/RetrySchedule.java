package io.instagramoperator.simulator.webhook;

import java.time.Duration;
import java.util.Optional;

/**
 * When a delivery that failed is tried again: after 1 s, 2 s, 4 s, 8 s, 16 s, and then every 30 s, about an hour in all.
 * Meta goes on for up to 36 hours with growing pauses that it does not publish; nobody wants to wait for those in a test.
 */
final class RetrySchedule {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int MAX_ATTEMPTS = 120;

    private RetrySchedule() {}

    /**
     * The pause before the next attempt; empty to give up.
     *
     * @param attempts how many failed, at least 1
     */
    static Optional<Duration> pauseAfter(int attempts) {
        if (attempts >= MAX_ATTEMPTS) {
            return Optional.empty();
        }
        Duration doubled = Duration.ofSeconds(1L << Math.min(attempts - 1, 10));
        return Optional.of(doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE);
    }
}
