package io.instagramoperator.receiver.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** Writes what Meta sent with Meta's own names and values, but ids as texts at every depth, where the names are known. */
final class MetaFields {

    static final String REDACTED = "[redacted]";

    private final JsonGenerator json;
    private final boolean redacting;
    private final boolean idsAsTexts;

    private MetaFields(JsonGenerator json, boolean redacting, boolean idsAsTexts) {
        this.json = json;
        this.redacting = redacting;
        this.idsAsTexts = idsAsTexts;
    }

    /** A member that is an object of Meta's, without credentials; nothing if it is none, or empty. */
    static void writeObject(JsonGenerator json, String name, JsonNode object) throws IOException {
        if (object.isObject() && !object.isEmpty()) {
            writeRedacted(json, name, object);
        }
    }

    /** A member with any value of Meta's. */
    static void write(JsonGenerator json, String name, JsonNode value) throws IOException {
        json.writeFieldName(name);
        new MetaFields(json, false, true).write(value, Ids.isName(name));
    }

    /** A member with any value of Meta's, in which {@value #REDACTED} stands for each credential: who has a token can write to people. */
    static void writeRedacted(JsonGenerator json, String name, JsonNode value) throws IOException {
        json.writeFieldName(name);
        new MetaFields(json, true, true).write(value, Ids.isName(name));
    }

    /** A member with what is not understood, as it is but for credentials. */
    static void writeAsSent(JsonGenerator json, String name, JsonNode value) throws IOException {
        json.writeFieldName(name);
        new MetaFields(json, true, false).write(value, false);
    }

    /** All members of an object of Meta's but {@code id}, into an object that is being written. */
    static void writeMembersButId(JsonGenerator json, JsonNode object) throws IOException {
        MetaFields fields = new MetaFields(json, false, true);
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!member.getKey().equals("id")) {
                fields.member(member.getKey(), member.getValue());
            }
        }
    }

    private void write(JsonNode value, boolean isId) throws IOException {
        if (value.isObject()) {
            json.writeStartObject();
            members(value);
            json.writeEndObject();
        } else if (value.isArray()) {
            json.writeStartArray();
            for (JsonNode element : value) {
                write(element, isId);
            }
            json.writeEndArray();
        } else if (isId && value.isIntegralNumber()) {
            json.writeString(value.asText());
        } else {
            json.writeTree(value);
        }
    }

    private void members(JsonNode object) throws IOException {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            member(member.getKey(), member.getValue());
        }
    }

    private void member(String name, JsonNode value) throws IOException {
        json.writeFieldName(name);
        if (redacting && isCredential(name) && !value.isNull()) {
            json.writeString(REDACTED);
        } else {
            write(value, idsAsTexts && Ids.isName(name));
        }
    }

    private static boolean isCredential(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith("token") || lower.endsWith("secret");
    }
}
