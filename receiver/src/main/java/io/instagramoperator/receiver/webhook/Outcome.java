package io.instagramoperator.receiver.webhook;

import java.util.Locale;

/** What became of a delivery. */
enum Outcome {
    /** Verified and stored. */
    ACCEPTED(200),
    /** Its body breaks the rules of HTTP. */
    MALFORMED(400),
    /** Nothing shows that Meta sent it. */
    BAD_SIGNATURE(401),
    /** It did not arrive in time. */
    TIMED_OUT(408),
    /** It is larger than any delivery of Meta. */
    TOO_LARGE(413),
    /** It has a Content-Encoding: Meta sends none, and what is unpacked may be of any size. */
    ENCODED(415),
    /** It cannot be verified or stored now; Meta is to send it again. */
    UNAVAILABLE(503),
    /** The sender closed the connection before it was answered. */
    ABORTED(499);

    private final int status;

    Outcome(int status) {
        this.status = status;
    }

    /** The HTTP status that answers it. */
    int status() {
        return status;
    }

    /** As it is written in metrics. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
