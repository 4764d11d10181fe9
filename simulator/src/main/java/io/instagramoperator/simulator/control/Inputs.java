package io.instagramoperator.simulator.control;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of single values. */
final class Inputs {

    /** As many updates as fit into a delivery. */
    private static final int MAX_UPDATES = 1_000;

    private static final Pattern ID = Pattern.compile("[0-9]{1,32}");

    private Inputs() {}

    /** What an order says; a request without a body, or with {@code null} in it, says nothing. */
    static <T> T body(@Nullable T body) {
        if (body == null) {
            throw new InvalidInput("the body is missing; it must be a JSON object");
        }
        return body;
    }

    static String id(String field, @Nullable String value) {
        if (value == null || !ID.matcher(value).matches()) {
            throw new InvalidInput("%s: '%s' is not 1 to 32 digits".formatted(field, value));
        }
        return value;
    }

    static String text(String field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw new InvalidInput(field + ": missing; it must be a text that is not empty");
        }
        return value;
    }

    /** An address that webhooks can go to. */
    static String url(String field, @Nullable String value) {
        if (value == null || !value.matches("https?://[^/\\s]+(/\\S*)?")) {
            throw new InvalidInput(
                    "%s: '%s' is not an address that begins with http:// or https://".formatted(field, value));
        }
        return value;
    }

    static int updates(String field, int value) {
        if (value < 1 || value > MAX_UPDATES) {
            throw new InvalidInput("%s: %d is not 1 to %d".formatted(field, value, MAX_UPDATES));
        }
        return value;
    }

    /** A time span, which cannot be negative. */
    static Duration duration(String field, @Nullable Duration value) {
        if (value != null && value.isNegative()) {
            throw new InvalidInput("%s: '%s' is negative; it must be a duration such as PT2S".formatted(field, value));
        }
        return value == null ? Duration.ZERO : value;
    }
}
