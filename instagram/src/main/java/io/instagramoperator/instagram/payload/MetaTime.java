package io.instagramoperator.instagram.payload;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Reads the points in time of webhooks. Meta writes milliseconds for messages, seconds for changes, numbers as strings in
 * the tests of its dashboard, and ISO 8601 with an offset of {@code +0000} in the Graph API. Fractions, exponents,
 * and times without an offset are read as well.
 */
final class MetaTime {

    /** Smaller numbers are seconds (until the year 5138), others milliseconds (since 1973). */
    private static final long FIRST_MILLISECONDS = 100_000_000_000L;

    private static final DateTimeFormatter ISO_8601 = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH", "Z")
            .optionalEnd()
            // All times of Meta are in UTC.
            .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** ISO 8601 has more digits only by agreement, and not every point in time with such a year can be told in milliseconds. */
    private static final int LAST_YEAR = 9999;

    /** Exponents only as libraries write a number of this size. */
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,18}(\\.\\d{1,18})?([eE]\\+?\\d{1,2})?");

    private MetaTime() {}

    /**
     * A number or a text. Empty if it is no point in time since 1970 that can be told in milliseconds; whether it is a likely one is not
     * judged here.
     */
    static Optional<Instant> parse(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue() < 0 ? Optional.empty() : Optional.of(ofNumber(value.longValue()));
        }
        return value.isNumber() || value.isTextual() ? parse(value.asText().strip()) : Optional.empty();
    }

    static Optional<Instant> parse(String text) {
        OptionalLong number = Members.digits(text);
        if (number.isPresent()) {
            return Optional.of(ofNumber(number.getAsLong()));
        }
        if (DECIMAL.matcher(text).matches()) {
            return Optional.of(ofDecimal(Double.parseDouble(text)));
        }
        try {
            return Optional.of(OffsetDateTime.parse(text, ISO_8601))
                    .filter(time -> time.getYear() <= LAST_YEAR)
                    .map(OffsetDateTime::toInstant)
                    .filter(time -> !time.isBefore(Instant.EPOCH));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant ofDecimal(double number) {
        return Instant.ofEpochMilli(Math.round(number < FIRST_MILLISECONDS ? number * 1000 : number));
    }

    private static Instant ofNumber(long number) {
        return number < FIRST_MILLISECONDS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
    }
}
