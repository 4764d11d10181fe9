package io.instagramoperator.instagram.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Meta's answer to a message.
 *
 * @param messageId the {@code mid} that the echo will carry; Meta may leave it out, and does for sender actions
 * @param recipientId the IGSID of who got it; with a private reply this is how it becomes known
 */
public record SentMessage(Optional<String> messageId, Optional<String> recipientId) {

    static SentMessage from(JsonNode answer) {
        // "Self Messaging" shows `id` where the other pages show `message_id`.
        return new SentMessage(
                Json.text(answer, "message_id").or(() -> Json.text(answer, "id")), Json.text(answer, "recipient_id"));
    }
}
