package io.instagramoperator.receiver.reply.body;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads one JSON document of UTF-8, and nothing else: what another reader might understand differently is refused. */
final class BodyReader {

    /** Refuses doubled fields: which of the two Meta would take is not known. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private BodyReader() {}

    /** The document, or a missing node and an error. */
    static JsonNode read(byte[] bytes, FieldErrors errors) {
        try {
            // Not from the bytes: Jackson would guess UTF-16 and UTF-32 too.
            JsonNode document = JSON.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
            if (!document.isObject()) {
                errors.add(
                        "", "must be a JSON object like {\"recipient\":{\"id\":\"…\"},\"message\":{\"text\":\"…\"}}");
            }
            return document;
        } catch (CharacterCodingException e) {
            errors.add("", "is not UTF-8; encode it so");
        } catch (JsonProcessingException e) {
            errors.add("", "is not one JSON document without doubled fields: " + where(e.getLocation()));
        }
        return MissingNode.getInstance();
    }

    private static String where(@Nullable JsonLocation location) {
        return location == null
                ? "it is too deep or too long"
                : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
