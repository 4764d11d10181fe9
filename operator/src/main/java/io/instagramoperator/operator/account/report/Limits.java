package io.instagramoperator.operator.account.report;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The bounds that every part of a report has to keep. A violation is an {@link IllegalArgumentException} that names the field. */
final class Limits {

    private static final Pattern CONTROL_CHARACTERS = Pattern.compile("\\p{Cntrl}+");

    private Limits() {}

    /** A text of at most {@code length} characters, with any run of control characters made one space. */
    static @Nullable String text(String field, @Nullable String value, int length) {
        if (value == null) {
            return null;
        }
        if (value.length() > length) {
            throw new IllegalArgumentException(field + " is longer than " + length + " characters");
        }
        return CONTROL_CHARACTERS.matcher(value).replaceAll(" ").strip();
    }

    /** The beginning of a text for people, which is worth more than a refusal of the whole report. */
    static @Nullable String beginning(@Nullable String value, int length) {
        return value == null || value.length() <= length
                ? text("", value, length)
                : text("", value.substring(0, length - 1), length) + "…";
    }

    static @Nullable String matching(String field, @Nullable String value, Pattern pattern) {
        if (value != null && !pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(field + " does not match " + pattern);
        }
        return value;
    }

    /** A time in RFC 3339, kept as it was written. */
    static @Nullable String time(String field, @Nullable String value) {
        if (value != null) {
            try {
                Instant.parse(value);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(field + " is not a time in RFC 3339", e);
            }
        }
        return value;
    }

    static void notNegative(String field, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(field + " is negative");
        }
    }

    static <T> List<T> list(String field, @Nullable List<T> values, int size) {
        if (values == null) {
            return List.of();
        }
        if (values.size() > size) {
            throw new IllegalArgumentException(field + " has more than " + size + " entries");
        }
        if (values.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException(field + " has an entry that is null");
        }
        return List.copyOf(values);
    }

    static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }
}
