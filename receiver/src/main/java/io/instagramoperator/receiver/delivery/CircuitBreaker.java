package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.delivery.Standing.Breaker;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Decides how many requests an endpoint gets at the same time. One that fails gets a single probe now and then; one that is back gets
 * more and more, as it answers, until it has its full share again. Used by one thread.
 */
final class CircuitBreaker {

    /** In a row: fewer are the failures of single events, as good endpoints have them. */
    static final int FAILURES_OF_THE_ENDPOINT = 5;

    /** Answers such as 400 are about the event, and 429 is about the pace; only if nothing else comes they are about the endpoint. */
    private static final int FAILURES_OF_EVENTS = 20;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final int most;
    private final RandomGenerator random;
    private Breaker state = Breaker.CLOSED;
    private int ofTheEndpoint;
    private int failures;
    private int pauses;
    private int allowed;
    private int goodSinceMore;
    private Instant probeAt = Instant.MIN;

    /**
     * A closed one.
     *
     * @param most requests at the same time
     */
    CircuitBreaker(int most, RandomGenerator random) {
        this.most = most;
        this.allowed = most;
        this.random = random;
    }

    /** How many requests may be under way at this moment. */
    int allowed(Instant now) {
        if (state == Breaker.OPEN && !now.isBefore(probeAt)) {
            state = Breaker.HALF_OPEN;
        }
        return switch (state) {
            case CLOSED -> allowed;
            case HALF_OPEN -> 1;
            case OPEN -> 0;
        };
    }

    Breaker state() {
        return state;
    }

    /** When the next probe is due, while it is open. */
    Instant probeAt() {
        return probeAt;
    }

    /** The clock was set back: a probe is due at once. */
    void forgetTimes() {
        probeAt = Instant.MIN;
    }

    /** Returns whether it has closed. */
    boolean delivered() {
        boolean closes = state != Breaker.CLOSED;
        failures = 0;
        ofTheEndpoint = 0;
        if (closes) {
            state = Breaker.CLOSED;
            pauses = 0;
            allowed = 1;
            goodSinceMore = 0;
        } else if (allowed < most && ++goodSinceMore >= allowed) {
            allowed = Math.min(most, 2 * allowed);
            goodSinceMore = 0;
        }
        return closes;
    }

    /**
     * Takes in a failure.
     *
     * @param isOfTheEndpoint whether it says something about the endpoint, whatever the event
     * @param notBefore when the endpoint wants to be asked again at the earliest
     * @return whether it has opened
     */
    boolean failed(boolean isOfTheEndpoint, Instant now, Instant notBefore) {
        failures++;
        ofTheEndpoint += isOfTheEndpoint ? 1 : 0;
        boolean opens = state == Breaker.CLOSED
                && (ofTheEndpoint >= FAILURES_OF_THE_ENDPOINT || failures >= FAILURES_OF_EVENTS);
        if (opens || state == Breaker.HALF_OPEN) {
            state = Breaker.OPEN;
            pauses++;
            probeAt = now.plus(BackOff.after(pauses, FIRST_PAUSE, LONGEST_PAUSE, random));
        }
        if (state == Breaker.OPEN && probeAt.isBefore(notBefore)) {
            probeAt = notBefore;
        }
        return opens;
    }
}
