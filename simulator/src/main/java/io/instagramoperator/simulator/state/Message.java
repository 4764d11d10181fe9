package io.instagramoperator.simulator.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A message in a conversation.
 *
 * @param igsid the customer's Instagram-scoped id
 * @param content the member {@code message} of its webhook
 * @param reactions the emoji by the id of who reacted
 */
public record Message(
        String mid,
        String instagramId,
        String igsid,
        boolean fromAccount,
        Instant at,
        JsonNode content,
        Map<String, String> reactions) {

    /** The same message after somebody reacted; an empty emoji takes the reaction back. */
    Message withReaction(String by, Optional<String> emoji) {
        Map<String, String> all = new LinkedHashMap<>(reactions);
        all.remove(by);
        emoji.ifPresent(value -> all.put(by, value));
        return new Message(mid, instagramId, igsid, fromAccount, at, content, Map.copyOf(all));
    }

    @Override
    public String toString() {
        return "Message[mid=" + mid + ", igsid=" + igsid + "]";
    }
}
