package io.instagramoperator.instagram.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Some of an account's conversations ("Conversations API"), the one that was last written in first.
 *
 * @param next where the rest begins; empty if this is the end
 */
public record ConversationPage(List<Conversation> conversations, Optional<String> next) {

    /**
     * A conversation.
     *
     * @param id Meta's id of the conversation, not the customer's
     * @param updatedAt when it last changed; empty if Meta does not tell
     */
    public record Conversation(String id, Optional<Instant> updatedAt) {}

    static ConversationPage from(JsonNode answer) {
        List<Conversation> threads = new ArrayList<>();
        for (JsonNode item : answer.path("data")) {
            Json.text(item, "id").ifPresent(id -> threads.add(new Conversation(id, Json.time(item, "updated_time"))));
        }
        JsonNode paging = answer.path("paging");
        // Meta shows a cursor on the last page too; only `next` says that there is more.
        Optional<String> next = paging.has("next") ? Json.text(paging.path("cursors"), "after") : Optional.empty();
        return new ConversationPage(threads, next);
    }
}
