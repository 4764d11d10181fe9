package io.instagramoperator.gateway.forward;

import io.instagramoperator.gateway.config.GatewayConfig.Account;
import java.time.Instant;
import java.util.Optional;

/**
 * How a receiver stands.
 *
 * @param waiting how many parts wait for it, or are on their way to it
 * @param lastError what failed last; empty while all is well
 */
public record Standing(Account account, Breaker breaker, int waiting, Optional<LastError> lastError) {

    /** Whether requests go out. */
    public enum Breaker {
        /** As they come. */
        CLOSED("Closed"),
        /** None: the receiver failed too often, and the next probe is not due yet. */
        OPEN("Open"),
        /** One, to see whether the receiver is there again. */
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
    public record LastError(String message, Instant at) {}
}
