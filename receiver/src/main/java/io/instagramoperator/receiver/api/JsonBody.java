package io.instagramoperator.receiver.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.instagramoperator.receiver.json.StrictJson;
import io.instagramoperator.receiver.json.StrictJson.NotStrictException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** A body that is a JSON object with nothing but texts and no unknown fields: a misspelt one must not pass for none. */
final class JsonBody {

    private final JsonNode json;
    private final String form;

    /**
     * Reads a body.
     *
     * @param form what is allowed, for people
     * @throws ProblemDocument.ProblemException if it is no object, or has other fields
     */
    JsonBody(byte[] body, Set<String> known, String form) {
        this.form = form;
        this.json = read(body);
        if (!json.isObject()) {
            throw ProblemDocument.badField("", json.isMissingNode() ? "empty" : json.toString(), form)
                    .exception();
        }
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (!known.contains(field.getKey())) {
                throw ProblemDocument.badField(field.getKey(), field.getValue().toString(), only(known))
                        .exception();
            }
        }
    }

    /** Whether there is a field, of whatever value. */
    boolean has(String field) {
        return json.has(field);
    }

    /**
     * A field that must be there.
     *
     * @param read gives empty for a text that is not allowed
     * @param allowed for people
     */
    <T> T value(String field, Function<String, Optional<T>> read, String allowed) {
        JsonNode value = json.path(field);
        String text = value.isTextual() ? value.textValue() : value.toString();
        return (value.isTextual() ? read.apply(text) : Optional.<T>empty())
                .orElseThrow(
                        () -> ProblemDocument.badField(field, text, allowed).exception());
    }

    /** The body as a whole cannot be what it is. */
    ProblemDocument.ProblemException bad() {
        return ProblemDocument.badField("", json.toString(), form).exception();
    }

    private JsonNode read(byte[] body) {
        try {
            return StrictJson.read(body);
        } catch (NotStrictException e) {
            throw ProblemDocument.badField("", e.problem(), form).exception();
        }
    }

    private static String only(Set<String> known) {
        return (known.size() == 1 ? "only the field '" : "only the fields '")
                + String.join("', '", new TreeSet<>(known)) + "'";
    }
}
