package io.instagramoperator.simulator.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * JSON in the bytes in which Meta sends and signs it: non-ASCII characters as {@code \}{@code uXXXX} with lower-case
 * digits (Messenger Platform, "Webhooks", Validate Payloads), slashes escaped, no spaces.
 */
final class WireFormat {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .enable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .build();

    private WireFormat() {}

    static byte[] encode(JsonNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a JSON tree that cannot be written", e);
        }
    }
}
