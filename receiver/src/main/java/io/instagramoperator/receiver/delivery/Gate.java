package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.config.Subscription;
import io.instagramoperator.receiver.delivery.Standing.Breaker;
import io.instagramoperator.receiver.delivery.Standing.LastError;
import io.instagramoperator.receiver.sink.Outcome;
import io.instagramoperator.receiver.sink.Outcome.About;
import io.instagramoperator.receiver.sink.Outcome.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Decides whether one more request may go to the endpoint, from what its owner wants and from how it answers. Used by one thread. */
final class Gate {

    /** However much is asked for after one request: it may have been for one conversation, which waits for all of it. */
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(1);

    private final int maxInFlight;
    private final boolean suspended;
    private final CircuitBreaker breaker;
    private final Pace pace;
    private Instant heldUntil = Instant.MIN;

    /** Events that the endpoint failed, each counted once, since it took one. A single one must not stop the others for an hour. */
    private int failedOnes;

    private Optional<LastError> lastError = Optional.empty();
    private boolean gone;

    /** Whether an event was delivered since one failed. */
    private boolean takenSince;

    Gate(Subscription subscription, RandomGenerator random) {
        this.maxInFlight = subscription.delivery().maxInFlight();
        this.suspended = subscription.suspended();
        this.breaker = new CircuitBreaker(maxInFlight, random);
        this.pace = new Pace(subscription.delivery().perSecond());
    }

    /** What others may know. */
    record Health(Breaker breaker, boolean suspended, Optional<LastError> lastError) {

        static final Health GOOD = new Health(Breaker.CLOSED, false, Optional.empty());
    }

    boolean maySend(Instant now, int inFlight) {
        return !isSuspended()
                && inFlight < Math.min(maxInFlight, breaker.allowed(now))
                && !pace.next().isAfter(now)
                && !heldUntil.isAfter(now);
    }

    void sent(Instant now) {
        pace.sent(now);
    }

    /** The next request is the one that tells whether the endpoint is there again. */
    boolean isProbing() {
        return breaker.state() == Breaker.HALF_OPEN;
    }

    boolean isSuspended() {
        return gone || suspended;
    }

    /** Nothing is sent but a probe now and then. */
    boolean isBlocked() {
        return isSuspended() || breaker.state() != Breaker.CLOSED;
    }

    /** An event that waits had failed before this gate was there. */
    void failedBefore(LastError error) {
        lastError = Optional.of(error);
        takenSince = false;
    }

    /** The endpoint wants no more events. */
    void gone(Failure failure, Instant now) {
        gone = true;
        lastError = Optional.of(new LastError(failure, now));
    }

    /** Returns whether the endpoint is back. */
    boolean delivered() {
        failedOnes = 0;
        takenSince = true;
        lastError = lastError.filter(error -> gone || error.mayBeOfOneEvent());
        return breaker.delivered();
    }

    /**
     * Takes in a failure.
     *
     * @param again whether the event has failed before
     * @return whether only probes are sent from now on
     */
    boolean failed(Outcome.Failed failed, boolean again, Instant now) {
        lastError = Optional.of(new LastError(failed.failure(), now));
        takenSince = false;
        boolean isOfTheEndpoint = failed.about() == About.ENDPOINT;
        boolean isKnown = again && breaker.state() == Breaker.CLOSED;
        if (isKnown && !isOfTheEndpoint) {
            // That is known of this event, and says nothing new about the endpoint.
            return false;
        }
        if (failed.about() == About.PACE) {
            failed.retryAfter().ifPresent(asked -> hold(asked, now));
        }
        failedOnes += isOfTheEndpoint && !again ? 1 : 0;
        // What is asked for one that fails again holds its conversation only: others may be taken.
        Duration asked = failed.retryAfter().filter(_ -> !isKnown).orElse(Duration.ZERO);
        boolean isForAll = isOfTheEndpoint && failedOnes >= CircuitBreaker.FAILURES_OF_THE_ENDPOINT;
        return breaker.failed(isOfTheEndpoint, now, now.plus(isForAll ? asked : held(asked)));
    }

    /** Too many came at this time, whatever they were. */
    private void hold(Duration asked, Instant now) {
        heldUntil = later(heldUntil, now.plus(held(asked)));
    }

    private static Duration held(Duration asked) {
        return asked.compareTo(LONGEST_HOLD) < 0 ? asked : LONGEST_HOLD;
    }

    /** The clock was set back. */
    void forgetTimes() {
        heldUntil = Instant.MIN;
        breaker.forgetTimes();
        pace.forgetTimes();
    }

    /** The error for which nothing is sent but a probe now and then; empty if it is not for an error. */
    Optional<LastError> blockedBy() {
        return lastError.filter(_ -> gone || breaker.state() != Breaker.CLOSED);
    }

    /** When it may open again, if it is closed and time alone opens it; otherwise when something else is due. */
    Instant nextAt(Instant now, Instant otherwise) {
        Instant opens = later(heldUntil, breaker.state() == Breaker.OPEN ? breaker.probeAt() : pace.next());
        return opens.isAfter(now) ? opens : otherwise;
    }

    /**
     * What others may know.
     *
     * @param lasting with which an event waits that has failed again and again; as long as one does, the last error is told whatever
     *     else is delivered, and this one if the last is over
     */
    Health health(Optional<LastError> lasting) {
        boolean isTold = lasting.isPresent() || !takenSince;
        return new Health(breaker.state(), isSuspended(), isTold ? lastError.or(() -> lasting) : blockedBy());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
