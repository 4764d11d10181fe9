package io.instagramoperator.webhook.config;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.List;

/**
 * Reads YAML as a tree in which every scalar is the text that stands in the file. YAML takes {@code 0017} for 15 and
 * {@code 1_000} for 1000, which no id survives; so it is left to the field what its text means.
 */
public final class YamlTree {

    private static final YAMLFactory YAML = new YAMLFactory();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private YamlTree() {}

    /**
     * The fields of a file. What is wrong with it as a whole is added to {@code problems}, and then it has none.
     *
     * @param first the field that such a file starts with, for the remedy
     */
    public static Section root(byte[] yaml, String first, List<String> problems) {
        return new Section("", mapping(yaml, first, problems), problems);
    }

    private static ObjectNode mapping(byte[] yaml, String first, List<String> problems) {
        try {
            if (read(yaml) instanceof ObjectNode mapping) {
                return mapping;
            }
            problems.add("the file is not a YAML mapping; it starts with '" + first + ":'");
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
            problems.add("the file is not YAML: " + where
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot fail to be read", e);
        }
        return NODES.objectNode();
    }

    /**
     * The first document of a file.
     *
     * @throws JsonParseException if it is not YAML, or has a key twice
     */
    static JsonNode read(byte[] yaml) throws IOException {
        try (JsonParser parser = YAML.createParser(yaml)) {
            return parser.nextToken() == null ? NODES.nullNode() : value(parser);
        }
    }

    private static JsonNode value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(parser);
            case START_ARRAY -> list(parser);
            case VALUE_NULL -> NODES.nullNode();
            default -> NODES.textNode(parser.getText());
        };
    }

    private static ObjectNode mapping(JsonParser parser) throws IOException {
        ObjectNode mapping = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            if (mapping.has(key)) {
                throw new JsonParseException(parser, "'" + key + "' is there twice; remove one");
            }
            parser.nextToken();
            mapping.set(key, value(parser));
        }
        return mapping;
    }

    private static ArrayNode list(JsonParser parser) throws IOException {
        ArrayNode list = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser));
        }
        return list;
    }
}
