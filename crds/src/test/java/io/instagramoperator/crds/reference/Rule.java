package io.instagramoperator.crds.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/**
 * A rule of the schema that is no type.
 *
 * @param field   the field it is about, relative to its object
 * @param message what a user reads who breaks it
 */
record Rule(String field, String message) {

    /** The rules at a schema, which is at this path. */
    static Stream<Rule> of(String path, JsonNode schema) {
        return schema.path("x-kubernetes-validations")
                .valueStream()
                .map(rule -> new Rule(
                        (path + rule.path("fieldPath").asText()).replaceFirst("^[.]", ""),
                        rule.get("message").asText()));
    }

    /** A line of a list. Most messages begin with the field. */
    String line() {
        boolean named = field.isEmpty() || message.startsWith(field + " ");
        return "- " + (named ? "" : "`" + field + "`: ") + message.replace("<", "&lt;") + "\n";
    }
}
