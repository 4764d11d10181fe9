package io.instagramoperator.receiver.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.receiver.log.Cursor;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The body of a commit: {@code {"cursor":"…"}} and nothing else, for a misspelt field must not pass as a commit. */
final class CommitBody {

    private static final String BODY = "{\"cursor\":\"<" + EventQuery.CURSOR + ">\"}";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private CommitBody() {}

    /**
     * Reads the cursor.
     *
     * @throws ProblemDocument.ProblemException if the body is not of this form
     */
    static Cursor cursor(byte[] body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw ProblemDocument.badField("", "no JSON: " + e.getOriginalMessage(), BODY)
                    .exception();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
        if (!json.isObject()) {
            throw ProblemDocument.badField("", json.isMissingNode() ? "empty" : json.toString(), BODY)
                    .exception();
        }
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (!field.getKey().equals("cursor")) {
                throw ProblemDocument.badField(field.getKey(), field.getValue().toString(), "only the field 'cursor'")
                        .exception();
            }
        }
        JsonNode cursor = json.path("cursor");
        String text = cursor.isTextual() ? cursor.textValue() : cursor.toString();
        return (cursor.isTextual() ? Cursor.parse(text) : Optional.<Cursor>empty())
                .orElseThrow(() -> ProblemDocument.badField("cursor", text, EventQuery.CURSOR)
                        .exception());
    }
}
