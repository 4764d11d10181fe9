package io.instagramoperator.instagram.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Reads Meta's answers, in which ids are strings or numbers and anything may be missing or null. */
final class Json {

    private Json() {}

    static Optional<String> text(JsonNode object, String field) {
        String value = object.path(field).asText("");
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
