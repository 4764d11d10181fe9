package io.instagramoperator.receiver.sink;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** How long a server asks to be left alone: the header {@code Retry-After} (RFC 9110 section 10.2.3). */
final class RetryAfter {

    /** However much is asked for, no more is granted: the clock or the program of the other side may be wrong. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final Pattern SECONDS = Pattern.compile("[0-9]+");
    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    /** From seconds or a date; empty if it is neither, or in the past. */
    static Optional<Duration> of(String value, Instant now) {
        return asked(value.strip(), now)
                .filter(asked -> asked.isPositive())
                .map(asked -> asked.compareTo(LONGEST) > 0 ? LONGEST : asked);
    }

    private static Optional<Duration> asked(String value, Instant now) {
        if (SECONDS.matcher(value).matches()) {
            return Optional.of(value.length() > MOST_DIGITS ? LONGEST : Duration.ofSeconds(Integer.parseInt(value)));
        }
        try {
            return Optional.of(Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
