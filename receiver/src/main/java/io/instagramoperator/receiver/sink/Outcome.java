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
     * @param about what the failure tells something about
     * @param retryAfter how long the application asked to be left alone (429, 503), already bounded
     */
    record Failed(Failure failure, About about, Optional<Duration> retryAfter) implements Outcome {}

    /** What a failure tells something about. */
    enum About {
        /** The event: others may be taken. */
        EVENT,
        /** The endpoint: whatever is sent, nobody is there who could take it. */
        ENDPOINT,
        /** How fast requests come: the endpoint is there and wants fewer. */
        PACE
    }

    /**
     * Why an attempt failed, for the owner of the subscription.
     *
     * @param kind what to look at
     * @param message what was seen and what to do about it; no secrets, nothing of the event
     */
    record Failure(Kind kind, String message) {

        /** Of an answer 410. */
        public static final Failure GONE =
                new Failure(Kind.GONE, "answered 410: it wants no more events; change the subscription to go on");
    }

    /** What to look at when attempts fail. */
    enum Kind {
        /** The name has no address, or none that is allowed. */
        ADDRESS("Address"),
        /** The certificate, or the agreement on the encryption. */
        TLS("Tls"),
        /** Nobody listens there, or the connection broke. */
        REFUSED("Refused"),
        /** No connection or no answer in time. */
        TIMEOUT("Timeout"),
        /** An answer began and did not end in time. */
        TOO_SLOW("TooSlow"),
        /** An answer other than 2xx. */
        STATUS("Status"),
        /** The answer 410. */
        GONE("Gone"),
        /** A secret of the subscription cannot be used. */
        CREDENTIAL("Credential"),
        /** What answers does not speak HTTP. */
        PROTOCOL("Protocol");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** Its public name. */
        public String text() {
            return text;
        }
    }
}
