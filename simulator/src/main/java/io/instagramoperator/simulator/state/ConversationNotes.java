package io.instagramoperator.simulator.state;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Notes in the conversations what an item of a webhook tells, whether the webhook goes out or not. */
@Singleton
public class ConversationNotes {

    private final Conversations conversations;

    ConversationNotes(Conversations conversations) {
        this.conversations = conversations;
    }

    /**
     * Notes what happened. What is no message, reaction or deletion leaves no trace in a conversation.
     *
     * @param item of {@code messaging} or {@code standby}
     * @param now the time of an item that has none
     */
    public void note(String instagramId, JsonNode item, Instant now) {
        Optional<String> sender = text(item.path("sender").path("id"));
        Optional<String> mid = text(item.path("message").path("mid"));
        if (item.path("message").path("is_deleted").asBoolean()) {
            mid.ifPresent(conversations::remove);
        } else if (mid.isPresent()) {
            boolean fromAccount = item.path("message").path("is_echo").asBoolean()
                    || sender.filter(instagramId::equals).isPresent();
            Optional<String> customer =
                    fromAccount ? text(item.path("recipient").path("id")) : sender;
            customer.ifPresent(igsid -> conversations.add(new Message(
                    mid.get(), instagramId, igsid, fromAccount, time(item, now), item.path("message"), Map.of())));
        } else if (item.has("reaction") && sender.isPresent()) {
            JsonNode reaction = item.path("reaction");
            boolean taken = reaction.path("action").asText().equals("unreact");
            Optional<String> emoji = text(reaction.path("emoji")).or(() -> text(reaction.path("reaction")));
            text(reaction.path("mid"))
                    .ifPresent(target -> conversations.react(target, sender.get(), emoji.filter(_ -> !taken)));
        }
    }

    private static Instant time(JsonNode item, Instant now) {
        return item.path("timestamp").canConvertToLong()
                ? Instant.ofEpochMilli(item.path("timestamp").longValue())
                : now;
    }

    private static Optional<String> text(JsonNode value) {
        return Optional.of(value.asText()).filter(text -> !text.isEmpty());
    }
}
