package io.instagramoperator.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** An answer: the status and the body, as JSON or else as text. */
record Answer(int status, JsonNode body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer of(int status, String body) throws JsonProcessingException {
        return new Answer(
                status,
                body.startsWith("{") || body.startsWith("[")
                        ? JSON.readTree(body)
                        : JSON.getNodeFactory().textNode(body));
    }
}
