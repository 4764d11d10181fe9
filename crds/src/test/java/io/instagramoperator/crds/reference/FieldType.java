package io.instagramoperator.crds.reference;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;

/** What may be put into a field, in words: its type and its limits. */
final class FieldType {

    private FieldType() {}

    static String of(JsonNode schema) {
        if (schema.has("enum")) {
            return choices(schema);
        }
        if (schema.has("x-kubernetes-int-or-string")) {
            return "quantity";
        }
        return switch (schema.path("type").asText()) {
            case "array" -> list(schema);
            case "object" -> schema.has("additionalProperties") ? map(schema) : "object";
            case "string" -> text(schema);
            case "integer" -> "integer" + range(schema, "minimum", "maximum", "");
            case String other -> other;
        };
    }

    private static String choices(JsonNode schema) {
        return schema.get("enum")
                .valueStream()
                .map(choice -> "`" + choice.asText() + "`")
                .collect(joining(", "));
    }

    private static String text(JsonNode schema) {
        return schema.path("format").asText().equals("date-time")
                ? "time"
                : "string" + range(schema, "minLength", "maxLength", " characters");
    }

    private static String list(JsonNode schema) {
        boolean withoutDoubles = schema.path("x-kubernetes-list-type").asText().matches("set|map");
        return "list" + range(schema, "minItems", "maxItems", "") + " of " + of(schema.get("items"))
                + (withoutDoubles ? ", none twice" : "");
    }

    private static String map(JsonNode schema) {
        return "map" + range(schema, "minProperties", "maxProperties", "") + " of "
                + of(schema.get("additionalProperties"));
    }

    private static String range(JsonNode schema, String least, String most, String unit) {
        boolean bounded = schema.has(most);
        if (schema.has(least)) {
            return bounded
                    ? " (" + number(schema, least) + " to " + number(schema, most) + unit + ")"
                    : " (at least " + number(schema, least) + unit + ")";
        }
        return bounded ? " (at most " + number(schema, most) + unit + ")" : "";
    }

    private static long number(JsonNode schema, String name) {
        return schema.get(name).asLong();
    }
}
