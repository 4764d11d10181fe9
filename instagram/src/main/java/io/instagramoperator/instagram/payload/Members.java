package io.instagramoperator.instagram.payload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads members of Meta's JSON as tolerantly as Meta writes them: any of them may be missing, null, or of another type. */
final class Members {

    private static final int MAX_DIGITS = 18;

    private Members() {}

    static Optional<String> string(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    /** An id: a non-empty string, or the digits of an integer, which is never taken through a floating-point number. */
    static Optional<String> id(JsonNode object, String name) {
        return id(object.path(name));
    }

    static Optional<String> id(JsonNode value) {
        return isId(value) ? Optional.of(value.asText()) : Optional.empty();
    }

    /** The id of the object that is the member {@code name}, as in {@code "sender": {"id": "1"}}. */
    static Optional<String> idOf(JsonNode object, String name) {
        return id(object.path(name), "id");
    }

    static boolean flag(JsonNode object, String name) {
        return object.path(name).asBoolean(false);
    }

    /** A whole number that is not negative, or a text of its digits; empty also if it has more than 18 of them. */
    static OptionalLong number(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (value.canConvertToLong() && value.isIntegralNumber()) {
            return value.longValue() < 0 ? OptionalLong.empty() : OptionalLong.of(value.longValue());
        }
        return value.isTextual() ? digits(value.textValue()) : OptionalLong.empty();
    }

    static OptionalLong digits(String text) {
        if (text.isEmpty() || text.length() > MAX_DIGITS) {
            return OptionalLong.empty();
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    static Optional<JsonNode> object(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isObject() ? Optional.of(value) : Optional.empty();
    }

    private static boolean isId(JsonNode value) {
        return value.isIntegralNumber()
                || (value.isTextual() && !value.textValue().isEmpty());
    }
}
