package io.instagramoperator.instagram.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Reads JSON without changing what it says: a number keeps its text, and costs no more than that. No
 * setting of Jackson's own trees does so. Of a member that is there twice the last counts.
 */
public final class ExactJson {

    /** More digits may be too many for a long. */
    private static final int MAX_DIGITS = 18;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Far above any update of Meta, and so little that readers of events with the usual limit of 1,000 can follow. */
    private static final int MAX_NESTING = 200;

    /** So, too. A tree of small values takes dozens of times the memory of their bytes. */
    private static final int MAX_TOKENS = 20_000;

    /** A number can be as long as the update, as nothing is computed of it. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxTokenCount(MAX_TOKENS)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private ExactJson() {}

    /**
     * Reads one value.
     *
     * @throws IOException if the bytes are not exactly one JSON value in UTF-8, or it is nested deeper than
     *     {@value #MAX_NESTING} or has more than {@value #MAX_TOKENS} tokens
     */
    public static JsonNode read(RawJson raw) throws IOException {
        try (JsonParser parser = parser(raw)) {
            if (parser.nextToken() == null) {
                throw new JsonParseException(parser, "there is nothing");
            }
            JsonNode json = value(parser);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "something follows the value");
            }
            return json;
        }
    }

    /** Of bytes that are to be UTF-8; with the limits of {@link #read}. */
    static JsonParser parser(RawJson raw) throws IOException {
        return JSON.createParser(raw.body(), raw.from(), raw.length());
    }

    /** The value that begins with the parser's current token. */
    static JsonNode value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> NODES.textNode(WellFormed.text(parser.getText()));
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> new WrittenNumber(parser.getText(), false);
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new JsonParseException(parser, "no value");
        };
    }

    private static ObjectNode object(JsonParser parser) throws IOException {
        ObjectNode object = NODES.objectNode();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            object.set(name, value(parser));
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    private static JsonNode integer(JsonParser parser) throws IOException {
        int length = parser.getTextLength();
        if (length > MAX_DIGITS) {
            return new WrittenNumber(parser.getText(), true);
        }
        long number = parser.getLongValue();
        boolean isMinusZero = number == 0 && length > 1;
        return isMinusZero ? new WrittenNumber("-0", true) : NODES.numberNode(number);
    }
}
