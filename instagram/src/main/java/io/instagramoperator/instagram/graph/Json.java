package io.instagramoperator.instagram.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads Meta's answers, in which ids are strings or numbers and anything may be missing or null. */
final class Json {

    /** {@code 2026-01-31T12:00:00+0000}, and with a colon or a Z in the offset. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter();

    private Json() {}

    static Optional<String> text(JsonNode object, String field) {
        String value = object.path(field).asText("");
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    static Optional<Instant> time(JsonNode object, String field) {
        try {
            return text(object, field)
                    .map(text -> OffsetDateTime.parse(text, TIME).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
