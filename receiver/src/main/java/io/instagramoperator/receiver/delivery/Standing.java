package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.sink.Outcome.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a subscription is.
 *
 * @param name of the subscription
 * @param cursor every event up to it is settled: delivered, or a dead letter
 * @param backlog how many events it still has to get, those to be retried among them
 * @param oldest how long ago the oldest of them was received; empty if there are none
 * @param deadLetters how many events were given up and not tried again
 * @param breaker whether requests go out
 * @param suspended whether it is suspended, by the configuration or by an answer 410
 * @param lastError what failed last; empty while all is well
 */
public record Standing(
        String name,
        Cursor cursor,
        long backlog,
        Optional<Duration> oldest,
        long deadLetters,
        Breaker breaker,
        boolean suspended,
        Optional<LastError> lastError) {

    /** Whether requests go out. */
    public enum Breaker {
        /** As they come. */
        CLOSED,
        /** None: the endpoint failed too often, and the next probe is not due yet. */
        OPEN,
        /** One at a time, to see whether the endpoint is there again. */
        HALF_OPEN
    }

    /** A failure and when it was seen. */
    public record LastError(Failure failure, Instant at) {}
}
