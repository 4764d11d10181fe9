package io.instagramoperator.instagram.payload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/**
 * An update of a known outer shape. What it says inside may still be new: see {@link Content.Other}.
 *
 * @param entry what it shares with the updates it came with
 * @param container where in the entry it was
 * @param json the update with all its members; of a member that is there twice, the last
 * @param raw the update byte for byte as Meta sent it
 */
public record Item(Entry entry, Container container, JsonNode json, RawJson raw) implements Update {

    /** Subscription fields whose {@code value} is a messaging item (Webhooks reference, object {@code instagram}). */
    private static final Set<String> MESSAGING_FIELDS = Set.of(
            "messages",
            "message_echoes",
            "message_edit",
            "message_reactions",
            "messaging_handover",
            "messaging_optins",
            "messaging_policy_enforcement",
            "messaging_postbacks",
            "messaging_referral",
            "messaging_seen",
            "response_feedback",
            "standby");

    /** The subscription field of a change, such as {@code comments}; empty outside {@link Container#CHANGES}. */
    public Optional<String> field() {
        return container == Container.CHANGES ? Members.string(json, "field") : Optional.empty();
    }

    /**
     * The update as something that happened in a conversation. A change is one if its field is a messaging field, as in
     * the tests that Meta's dashboard sends.
     *
     * @return empty for every other change, such as a comment
     */
    public Optional<MessagingItem> messaging() {
        if (container != Container.CHANGES) {
            return Optional.of(MessagingItem.of(json));
        }
        return field().filter(MESSAGING_FIELDS::contains)
                .flatMap(field -> Members.object(json, "value"))
                .map(MessagingItem::of);
    }

    /** Without {@code json}, which holds a customer's words. */
    @Override
    public String toString() {
        return "Item[entry=" + entry + ", container=" + container + ", raw=" + raw + "]";
    }
}
