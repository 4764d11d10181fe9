package io.instagramoperator.receiver.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;

/** Ids are texts, also where Meta writes a number: it may be too large for the double that many languages read it into. */
final class Ids {

    private Ids() {}

    /** An id that may be written as a number. */
    static Optional<String> text(JsonNode value) {
        boolean isId = value.isIntegralNumber()
                || (value.isTextual() && !value.textValue().isEmpty());
        return isId ? Optional.of(value.asText()) : Optional.empty();
    }

    /** A copy in which all members called {@code id} or {@code …_id} are texts. */
    static JsonNode asStrings(JsonNode value) {
        JsonNode copy = value.deepCopy();
        convert(copy);
        return copy;
    }

    private static void convert(JsonNode value) {
        if (value instanceof ObjectNode object) {
            object.properties().forEach(member -> {
                boolean isId = member.getKey().equals("id") || member.getKey().endsWith("_id");
                if (isId && member.getValue().isIntegralNumber()) {
                    member.setValue(TextNode.valueOf(member.getValue().asText()));
                }
            });
        }
        value.forEach(Ids::convert);
    }
}
