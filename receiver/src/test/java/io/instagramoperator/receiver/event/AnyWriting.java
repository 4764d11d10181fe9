package io.instagramoperator.receiver.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Writes updates as Meta might: in deliveries, entries and containers of any make-up, members in any order, ids as numbers
 * or texts, characters escaped or not, spaces anywhere.
 */
final class AnyWriting {

    /**
     * A delivery.
     *
     * @param items what the receiver is to find in it byte for byte
     */
    record Written(String body, List<String> items) {}

    private final Random random;

    AnyWriting(Random random) {
        this.random = random;
    }

    /** All updates, in some order, in some number of deliveries. */
    List<Written> deliveries(List<GeneratedUpdate> updates) {
        List<GeneratedUpdate> shuffled = new ArrayList<>(updates);
        Collections.shuffle(shuffled, random);
        List<Written> deliveries = new ArrayList<>();
        for (int from = 0; from < shuffled.size(); ) {
            int to = Math.min(shuffled.size(), from + 1 + random.nextInt(8));
            deliveries.add(delivery(shuffled.subList(from, to)));
            from = to;
        }
        return deliveries;
    }

    private Written delivery(List<GeneratedUpdate> updates) {
        List<String> items = new ArrayList<>();
        List<String> entries = new ArrayList<>();
        for (int from = 0; from < updates.size(); ) {
            int to = Math.min(updates.size(), from + 1 + random.nextInt(4));
            entries.addAll(entries(updates.subList(from, to), items));
            from = to;
        }
        String envelope = object(List.of("\"object\":\"instagram\"", "\"entry\":[" + String.join(",", entries) + "]"));
        return new Written(envelope, items);
    }

    /** One entry for what can be in one, and one for each change that stands in an entry by itself. */
    private List<String> entries(List<GeneratedUpdate> updates, List<String> items) {
        List<String> messaging = new ArrayList<>();
        List<String> changes = new ArrayList<>();
        List<String> direct = new ArrayList<>();
        for (GeneratedUpdate update : updates) {
            if (update.inConversation() && random.nextInt(3) > 0) {
                messaging.add(json(update.value()));
            } else if (random.nextBoolean()) {
                changes.add(json(change(update)));
            } else {
                direct.add(object(List.of(account(), time(), member("field", update.field()), value(update))));
            }
        }
        List<String> entries = new ArrayList<>(direct);
        items.addAll(direct);
        if (!messaging.isEmpty() || !changes.isEmpty()) {
            items.addAll(messaging);
            items.addAll(changes);
            entries.add("{" + account() + "," + time() + ",\"messaging\":[" + String.join(" ,", messaging)
                    + "],\"changes\":[" + String.join(", ", changes) + "]}");
        }
        return entries;
    }

    private static ObjectNode change(GeneratedUpdate update) {
        ObjectNode change = JsonNodeFactory.instance.objectNode().put("field", update.field());
        change.set("value", update.value());
        return change;
    }

    private String value(GeneratedUpdate update) {
        return "\"value\":" + json(update.value());
    }

    private String member(String name, String value) {
        return text(name) + ":" + text(value);
    }

    private String account() {
        return "\"id\":" + scalar("id", GoldenCase.ACCOUNT);
    }

    private String time() {
        return "\"time\":" + (1_747_231_892L + random.nextInt(1000));
    }

    private String json(JsonNode json) {
        return value("", json);
    }

    private String value(String name, JsonNode json) {
        if (json.isObject()) {
            List<String> members = new ArrayList<>();
            for (Map.Entry<String, JsonNode> member : json.properties()) {
                members.add(text(member.getKey()) + space() + ":" + value(member.getKey(), member.getValue()));
            }
            if (json.has("sender") && random.nextBoolean()) {
                members.add("\"is_self\":null");
            }
            return object(members);
        }
        if (json.isArray()) {
            List<String> elements = new ArrayList<>();
            json.forEach(element -> elements.add(value(name, element)));
            return "[" + space() + String.join(",", elements) + "]";
        }
        return json.isTextual() || json.isNumber() ? scalar(name, json.asText()) : json.toString();
    }

    /** Meta writes ids, times and counts of edits both ways. */
    private String scalar(String name, String value) {
        boolean isNumber = Ids.isName(name) || name.equals("timestamp") || name.equals("num_edit");
        if (isNumber) {
            return random.nextBoolean() ? value : text(value);
        }
        return name.equals("reach") ? value : text(value);
    }

    private String object(List<String> members) {
        List<String> shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, random);
        return "{" + space() + String.join("," + space(), shuffled) + "}";
    }

    private String text(String value) {
        StringBuilder text = new StringBuilder("\"");
        value.chars().forEach(c -> text.append(character((char) c)));
        return text.append('"').toString();
    }

    private String character(char c) {
        boolean mustEscape = c < 0x20 || c == '"' || c == '\\';
        boolean half = Character.isSurrogate(c);
        if (mustEscape || half || random.nextInt(4) == 0) {
            // Both halves of a pair are escaped, as one of them cannot be written by itself.
            return (random.nextBoolean() ? "\\u%04x" : "\\u%04X").formatted((int) c);
        }
        return c == '/' && random.nextBoolean() ? "\\/" : String.valueOf(c);
    }

    private String space() {
        return random.nextInt(5) == 0 ? "\n  " : "";
    }
}
