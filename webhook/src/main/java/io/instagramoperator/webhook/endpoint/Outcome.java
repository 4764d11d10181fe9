package io.instagramoperator.webhook.endpoint;

import java.util.Locale;

/** What became of a delivery. */
public enum Outcome {
    /** Verified, and it cannot be lost any more. */
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
    /** It cannot be verified or kept now; Meta is to send it again. */
    UNAVAILABLE(503),
    /** The sender closed the connection before it was answered. */
    ABORTED(499);

    private final int status;

    Outcome(int status) {
        this.status = status;
    }

    /** The HTTP status that answers it. */
    public int status() {
        return status;
    }

    /** As it is written in metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
