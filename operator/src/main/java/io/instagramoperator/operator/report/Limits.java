package io.instagramoperator.operator.report;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The bounds that every part of a report has to keep. A violation is an {@link IllegalArgumentException} that names the field. */
public final class Limits {

    /** A hash in hexadecimal. */
    public static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** A name or a key of a Secret: administrators are shown commands with it. */
    public static final Pattern SECRET_KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");

    /** One word, as the reason of a condition is. */
    public static final Pattern REASON = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,63}");

    /** The most characters of a text for people. */
    public static final int MESSAGE = 1024;

    /** What a terminal or an editor would obey instead of show: control characters of both sets, marks that turn the direction of writing, ends of lines, halves of characters. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");

    /** The schema of the status allows years of four digits only. */
    private static final Instant FIRST = Instant.EPOCH;

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** More than any receiver counts, and few enough for a sum over many. */
    private static final long MOST = 1_000_000_000_000L;

    private Limits() {}

    /** A text of at most {@code length} characters, with any run of what cannot be printed made one space. */
    public static @Nullable String text(String field, @Nullable String value, int length) {
        if (value == null) {
            return null;
        }
        if (value.length() > length) {
            throw new IllegalArgumentException(field + " is longer than " + length + " characters");
        }
        return UNPRINTABLE.matcher(value).replaceAll(" ").strip();
    }

    /** The beginning of a text for people, which is worth more than a refusal of the whole report. */
    public static @Nullable String beginning(@Nullable String value, int length) {
        return value == null || value.length() <= length
                ? text("", value, length)
                : text("", value.substring(0, length - 1), length) + "…";
    }

    public static @Nullable String matching(String field, @Nullable String value, Pattern pattern) {
        if (value != null && !pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(field + " does not match " + pattern);
        }
        return value;
    }

    /** A time in RFC 3339 from 1970 to 9999, kept as it was written. */
    public static @Nullable String time(String field, @Nullable String value) {
        if (value != null) {
            try {
                Instant time = Instant.parse(value);
                if (time.isBefore(FIRST) || time.isAfter(LAST)) {
                    throw new IllegalArgumentException(field + " is not a time from 1970 to 9999");
                }
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(field + " is not a time in RFC 3339", e);
            }
        }
        return value;
    }

    public static void number(String field, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(field + " is negative");
        }
        if (value > MOST) {
            throw new IllegalArgumentException(field + " is over " + MOST);
        }
    }

    public static <T> List<T> list(String field, @Nullable List<T> values, int size) {
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

    public static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }
}
