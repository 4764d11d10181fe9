package io.instagramoperator.simulator.webhook;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * When a delivery that failed is tried again: at once, then less and less often, for 36 hours (Instagram Platform, "Webhooks").
 * Meta does not publish the pauses. These are 1 s, 2 s, 4 s, 8 s, 16 s, 30 s, and an eighth of the delivery's age when that is more.
 */
final class RetrySchedule {

    private static final Duration GIVES_UP_AFTER = Duration.ofHours(36);
    private static final Duration LONGEST_DOUBLED = Duration.ofSeconds(30);

    private RetrySchedule() {}

    /**
     * The pause before the next attempt; empty to give up.
     *
     * @param attempts how many failed, at least 1
     * @param age how long ago the first one was due
     */
    static Optional<Duration> pauseAfter(int attempts, Duration age) {
        Duration doubled =
                Collections.min(List.of(Duration.ofSeconds(1L << Math.min(attempts - 1, 10)), LONGEST_DOUBLED));
        Duration pause = Collections.max(List.of(doubled, age.dividedBy(8)));
        return Optional.of(pause).filter(_ -> age.plus(pause).compareTo(GIVES_UP_AFTER) <= 0);
    }
}
