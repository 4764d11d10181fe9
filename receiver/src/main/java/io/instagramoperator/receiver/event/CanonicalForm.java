package io.instagramoperator.receiver.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * A text that is the same for all the ways in which Meta may write the same item: members in any order, a number as number
 * or as text, {@code null} or no member. Each text stands behind its length, so different items never give the same.
 */
final class CanonicalForm {

    private final StringBuilder text = new StringBuilder(256);

    private CanonicalForm() {}

    static String of(JsonNode json) {
        CanonicalForm form = new CanonicalForm();
        form.add(json);
        return form.text.toString();
    }

    private void add(JsonNode json) {
        if (json.isObject()) {
            text.append('{');
            members(json).forEach((name, value) -> {
                addText(name);
                add(value);
            });
            text.append('}');
        } else if (json.isArray()) {
            text.append('[');
            json.forEach(this::add);
            text.append(']');
        } else if (json.isTextual() || json.isNumber()) {
            addText(json.asText());
        } else {
            text.append(json.asText());
        }
    }

    private void addText(String value) {
        text.append(value.length()).append(':').append(value);
    }

    private static Map<String, JsonNode> members(JsonNode object) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        object.properties().forEach(member -> {
            if (!member.getValue().isNull()) {
                sorted.put(member.getKey(), member.getValue());
            }
        });
        return sorted;
    }
}
