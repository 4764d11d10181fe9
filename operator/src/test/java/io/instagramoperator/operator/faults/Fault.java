package io.instagramoperator.operator.faults;

import java.time.Duration;

/** What the proxy does to a request. */
sealed interface Fault {

    /** Nothing: the request is passed on, and its answer. */
    record None() implements Fault {}

    /** The API server is not asked; this is the answer. */
    record Answer(int status, String reason, Duration retryAfter) implements Fault {}

    /** Something is done, and the connection is cut; the API server is not asked. */
    record Before(Runnable deed) implements Fault {}

    /** The API server is asked and has answered; then something is done, and the connection is cut. */
    record After(Runnable deed) implements Fault {}
}
