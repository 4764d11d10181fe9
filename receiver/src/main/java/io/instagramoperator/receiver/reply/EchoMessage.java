package io.instagramoperator.receiver.reply;

import com.fasterxml.jackson.databind.JsonNode;
import io.instagramoperator.instagram.payload.ExactJson;
import io.instagramoperator.receiver.log.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Meta's echo of a message shows of it.
 *
 * @param messageId the {@code mid}, which Meta's answer to the send carries too
 * @param appId the app that sent it; Meta leaves it out on Instagram as a rule
 * @param text empty if it has none
 * @param attachments Meta's type of each
 */
record EchoMessage(String messageId, Optional<String> appId, String text, List<String> attachments) {

    /** Reads the item that an event was made of; empty if it is not one of a message. */
    static Optional<EchoMessage> of(Event event) {
        if (event.raw().isEmpty()) {
            return Optional.empty();
        }
        JsonNode message;
        try {
            JsonNode item = ExactJson.read(event.raw().get());
            // A change has it in its value.
            message = item.has("message")
                    ? item.path("message")
                    : item.path("value").path("message");
        } catch (IOException e) {
            return Optional.empty();
        }
        String id = message.path("mid").asText("");
        List<String> types = new ArrayList<>();
        message.path("attachments")
                .forEach(attachment -> types.add(attachment.path("type").asText("")));
        Optional<String> app = Optional.of(message.path("app_id").asText("")).filter(a -> !a.isEmpty());
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(new EchoMessage(id, app, message.path("text").asText(""), List.copyOf(types)));
    }
}
