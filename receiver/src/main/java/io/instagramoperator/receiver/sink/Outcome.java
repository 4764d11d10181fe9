package io.instagramoperator.receiver.sink;

import java.time.Duration;
import java.util.Optional;

/** What became of one attempt to hand an event to an application. */
public sealed interface Outcome {

    /** It has the event: 2xx. */
    record Delivered(int status) implements Outcome {}

    /** It wants no more events at all: 410. */
    record Gone(Failure failure) implements Outcome {}

    /**
     * It does not have the event, or nobody knows.
     *
     * @param retryAfter how long the application asked to be left alone (429, 503), already bounded
     */
    record Failed(Failure failure, Optional<Duration> retryAfter) implements Outcome {}

    /**
     * Why an attempt failed, for the owner of the subscription.
     *
     * @param kind what to look at
     * @param message what was seen and what to do about it; no secrets, nothing of the event
     */
    record Failure(Kind kind, String message) {}

    /** What to look at when attempts fail. */
    enum Kind {
        /** The name has no address, or none that is allowed. */
        ADDRESS,
        /** The certificate, or the agreement on the encryption. */
        TLS,
        /** Nobody listens there, or the connection broke. */
        REFUSED,
        /** No connection or no answer in time. */
        TIMEOUT,
        /** An answer began and did not end in time. */
        TOO_SLOW,
        /** An answer other than 2xx. */
        STATUS,
        /** The answer 410. */
        GONE,
        /** A secret of the subscription cannot be used. */
        CREDENTIAL,
        /** What answers does not speak HTTP. */
        PROTOCOL
    }
}
