package io.instagramoperator.instagram.payload;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A number as it is written. Its value is never computed: a double would change it, and {@code 1e999999999} as a number of
 * any precision would need all memory.
 */
final class WrittenNumber extends ValueNode {

    private static final long serialVersionUID = 1L;

    /** Common readers of JSON refuse longer numbers, and then all that is around them. They get a text. */
    private static final int MOST_READABLE = StreamReadConstraints.DEFAULT_MAX_NUM_LEN;

    private final String text;
    private final boolean integral;

    WrittenNumber(String text, boolean integral) {
        this.text = text;
        this.integral = integral;
    }

    @Override
    public JsonNodeType getNodeType() {
        return JsonNodeType.NUMBER;
    }

    @Override
    public JsonToken asToken() {
        return integral ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_NUMBER_FLOAT;
    }

    @Override
    public boolean isIntegralNumber() {
        return integral;
    }

    @Override
    public boolean isFloatingPointNumber() {
        return !integral;
    }

    @Override
    public String asText() {
        return text;
    }

    @Override
    public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
        if (text.length() <= MOST_READABLE) {
            json.writeNumber(text);
        } else {
            json.writeString(text);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WrittenNumber that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
