package io.instagramoperator.receiver.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** Reads one JSON document of UTF-8, and nothing else: what another reader might understand differently is refused. */
public final class StrictJson {

    /** Refuses doubled fields: which of the two another reader would take is not known. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private StrictJson() {}

    /** What keeps bytes from being such a document. Its message has nothing of them. */
    public static final class NotStrictException extends Exception {

        private static final long serialVersionUID = 1;

        private NotStrictException(String message) {
            super(message);
        }

        /** The message. */
        public String problem() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * The document; a missing node if there are no bytes.
     *
     * @throws NotStrictException if it is another encoding, no JSON, more than one document, has a field twice, or is too deep or long
     */
    public static JsonNode read(byte[] bytes) throws NotStrictException {
        try {
            // Not from the bytes: Jackson would guess UTF-16 and UTF-32 too.
            return JSON.readTree(
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            throw new NotStrictException("not UTF-8; encode it so");
        } catch (JsonProcessingException e) {
            throw new NotStrictException("not one JSON document without doubled fields: " + where(e.getLocation()));
        }
    }

    private static String where(@Nullable JsonLocation location) {
        return location == null
                ? "it is too deep or too long"
                : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
