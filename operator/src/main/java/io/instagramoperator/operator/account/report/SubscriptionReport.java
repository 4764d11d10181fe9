package io.instagramoperator.operator.account.report;

import io.instagramoperator.operator.report.Limits;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver says about one subscription.
 *
 * @param name          of the EventSubscription
 * @param cursor        every event up to it is settled; at most 256 characters
 * @param backlog       events that are still to be delivered
 * @param oldestSeconds how long the oldest of them has waited, in seconds; absent: there are none
 * @param deadLetters   events that were given up
 * @param breaker       a word: {@code Closed} while requests go out as they come
 * @param suspended     by the configuration, or because the endpoint answered 410
 * @param lastError     what failed last; absent once an event was delivered since, and none waits that failed more than once
 */
public record SubscriptionReport(
        String name,
        @Nullable String cursor,
        long backlog,
        @Nullable Long oldestSeconds,
        long deadLetters,
        String breaker,
        boolean suspended,
        @Nullable LastError lastError) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][-a-z0-9.]{0,252}");
    private static final Pattern CURSOR = Pattern.compile("[\\x21-\\x7e]{1,256}");

    public SubscriptionReport {
        Limits.required("subscriptions[].name", Limits.matching("subscriptions[].name", name, NAME));
        Limits.matching("subscriptions[].cursor", cursor, CURSOR);
        Limits.number("subscriptions[].backlog", backlog);
        Limits.number("subscriptions[].oldestSeconds", oldestSeconds == null ? 0 : oldestSeconds);
        Limits.number("subscriptions[].deadLetters", deadLetters);
        Limits.required("subscriptions[].breaker", Limits.matching("subscriptions[].breaker", breaker, Limits.REASON));
    }

    /** Whether requests are held back because too many have failed. */
    public boolean broken() {
        return !"Closed".equals(breaker);
    }

    /**
     * A failure.
     *
     * @param kind    a word, such as {@code Address}, {@code Timeout} or {@code Status}
     * @param message what was seen and what to do about it; of a longer one the first 1024 characters
     * @param at      time of the failure, RFC 3339
     */
    public record LastError(
            String kind, String message, @Nullable String at) {
        public LastError {
            Limits.required("lastError.kind", Limits.matching("lastError.kind", kind, Limits.REASON));
            message = Limits.required("lastError.message", Limits.beginning(message, Limits.MESSAGE));
            Limits.time("lastError.at", at);
        }
    }
}
