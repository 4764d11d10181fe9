package io.instagramoperator.instagram.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message as the Conversations API shows it afterwards. Meta gives details of the 20 newest of a conversation only.
 *
 * @param id the same as the {@code mid} of webhooks
 * @param createdAt when it was sent; empty if Meta does not tell
 * @param from who sent it: the customer's IGSID, or the account's id
 * @param to who got it
 * @param text empty if it has none
 * @param json all that Meta shows of it
 */
public record PastMessage(
        String id,
        Optional<Instant> createdAt,
        Optional<String> from,
        List<String> to,
        Optional<String> text,
        JsonNode json) {

    /** Meta answers with the messages in an object of the conversation, newest first. */
    static GraphResult<List<PastMessage>> from(JsonNode answer) {
        JsonNode messages = answer.path("messages").path("data");
        if (!messages.isArray()) {
            return new GraphResult.Ambiguous<>("the answer has no messages");
        }
        List<PastMessage> past = new ArrayList<>();
        for (JsonNode item : messages) {
            of(item).ifPresent(past::add);
        }
        return new GraphResult.Ok<>(List.copyOf(past));
    }

    /** Reads one message; empty if it has no id. */
    public static Optional<PastMessage> of(JsonNode item) {
        List<String> to = new ArrayList<>();
        JsonNode receivers = item.path("to").path("data");
        receivers.forEach(receiver -> Json.text(receiver, "id").ifPresent(to::add));
        return Json.text(item, "id")
                .map(id -> new PastMessage(
                        id,
                        Json.time(item, "created_time"),
                        Json.text(item.path("from"), "id"),
                        List.copyOf(to),
                        Json.text(item, "message"),
                        item));
    }
}
