package io.instagramoperator.instagram.payload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Reads members of Meta's JSON as tolerantly as Meta writes them: any of them may be missing, null, or of another type. */
final class Members {

    private Members() {}

    /** A text. Half a surrogate pair, which JSON can escape but no encoding can carry, becomes U+FFFD. */
    static Optional<String> string(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isTextual() ? Optional.of(wellFormed(value.textValue())) : Optional.empty();
    }

    /** An id: a non-empty string, or the digits of an integer, which is never taken through a floating-point number. */
    static Optional<String> id(JsonNode object, String name) {
        return id(object.path(name));
    }

    static Optional<String> id(JsonNode value) {
        if (value.isIntegralNumber()) {
            return Optional.of(value.bigIntegerValue().toString());
        }
        return value.isTextual() && !value.textValue().isEmpty()
                ? Optional.of(wellFormed(value.textValue()))
                : Optional.empty();
    }

    /** The id of the object that is the member {@code name}, as in {@code "sender": {"id": "1"}}. */
    static Optional<String> idOf(JsonNode object, String name) {
        return id(object.path(name), "id");
    }

    static boolean flag(JsonNode object, String name) {
        return object.path(name).asBoolean(false);
    }

    static Optional<JsonNode> object(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isObject() ? Optional.of(value) : Optional.empty();
    }

    private static String wellFormed(String text) {
        StringBuilder repaired = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            repaired = repaired == null ? new StringBuilder(text) : repaired;
            repaired.setCharAt(i, '\uFFFD');
        }
        return repaired == null ? text : repaired.toString();
    }
}
