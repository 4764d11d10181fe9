package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.sink.Outcome.Failure;
import io.instagramoperator.receiver.sink.Outcome.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

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
 * @param lastError what failed last, or with what an event still fails; empty once an event was delivered since, and none waits that has failed more than once
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
        CLOSED("Closed"),
        /** None: the endpoint failed too often, and the next probe is not due yet. */
        OPEN("Open"),
        /** One at a time, to see whether the endpoint is there again. */
        HALF_OPEN("HalfOpen");

        private final String text;

        Breaker(String text) {
            this.text = text;
        }

        /** Its public name. */
        public String text() {
            return text;
        }
    }

    /** A failure and when it was seen. */
    public record LastError(Failure failure, Instant at) {

        private static final Set<Kind> OF_ALL_EVENTS = EnumSet.of(Kind.ADDRESS, Kind.TLS, Kind.CREDENTIAL, Kind.GONE);

        /** Whether other events may be delivered although it is not over. */
        boolean mayBeOfOneEvent() {
            return !OF_ALL_EVENTS.contains(failure.kind());
        }

        /** Public name of what to look at. */
        public String kind() {
            return failure.kind().text();
        }

        /** What was seen. */
        public String message() {
            return failure.message();
        }
    }
}
