package io.instagramoperator.instagram.payload;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened in a conversation: who, whom, when, what.
 *
 * @param sender the customer's Instagram-scoped id, or the account's id if the business did it; may be missing
 * @param recipient the other of the two; may be missing
 * @param timestamp when it happened, as far as it can be read; whether it is a likely time is not judged here
 * @param self whether the account wrote to itself
 * @param content what happened
 */
public record MessagingItem(
        Optional<String> sender,
        Optional<String> recipient,
        Optional<Instant> timestamp,
        boolean self,
        Content content) {

    /** Reads a messaging item. Never fails: what it does not know is {@link Content.Other}. */
    public static MessagingItem of(JsonNode json) {
        return new MessagingItem(
                Members.idOf(json, "sender"),
                Members.idOf(json, "recipient"),
                MetaTime.parse(json.path("timestamp")),
                Members.flag(json, "is_self") || Members.flag(json.path("message"), "is_self"),
                Content.of(json));
    }
}
