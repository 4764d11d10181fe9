package io.instagramoperator.receiver.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * Requests at even distances, so many in a second. What could not be sent in time is made up for, as far as it belongs to the last tenth
 * of a second: timers and answers are not exact, and without that the rate would never be reached. So in any second there are at most
 * a tenth more. Used by one thread.
 */
final class Pace {

    private static final Duration CREDIT = Duration.ofMillis(100);

    private final Duration distance;
    private Instant next = Instant.MIN;

    /**
     * A pace.
     *
     * @param perSecond 0 for no limit
     */
    Pace(int perSecond) {
        this.distance = perSecond == 0 ? Duration.ZERO : Duration.ofSeconds(1).dividedBy(perSecond);
    }

    /** When the next request may go. */
    Instant next() {
        return next;
    }

    /** The clock was set back. */
    void forgetTimes() {
        next = Instant.MIN;
    }

    void sent(Instant now) {
        if (!distance.isZero()) {
            // What was not used in the last moment may be made up for; more would be a burst.
            Instant from = next.isBefore(now.minus(CREDIT)) ? now.minus(CREDIT) : next;
            next = from.plus(distance);
        }
    }
}
