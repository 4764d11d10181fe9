package io.instagramoperator.instagram.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

    /**
     * Subscription fields whose {@code value} is a messaging item (Webhooks reference, object {@code instagram}), also by
     * the names that they have for Facebook Pages.
     */
    private static final Set<String> MESSAGING_FIELDS = Set.of(
            "message_deliveries",
            "message_echoes",
            "message_edit",
            "message_edits",
            "message_reactions",
            "message_reads",
            "messages",
            "messaging_feedback",
            "messaging_handover",
            "messaging_handovers",
            "messaging_optins",
            "messaging_policy_enforcement",
            "messaging_postbacks",
            "messaging_referral",
            "messaging_referrals",
            "messaging_seen",
            "response_feedback",
            "standby");

    /**
     * The update as something that happened in a conversation. A change is one if its field is a messaging field, as in
     * the tests that Meta's dashboard sends, or if its value names sender, recipient and a known kind: fields have had
     * several names, and a sample of {@code story_insights} in Meta's documentation is a postback.
     *
     * @return empty for every other change, such as a comment
     */
    public Optional<MessagingItem> messaging() {
        if (container != Container.CHANGES) {
            return Optional.of(MessagingItem.of(json));
        }
        Optional<JsonNode> value = Members.object(json, "value");
        return hasMessagingField()
                ? value.map(MessagingItem::of)
                : value.map(MessagingItem::of).filter(Item::isComplete);
    }

    /** The update as a change; to be asked for only in {@link Container#CHANGES}. */
    public Change change() {
        return Change.of(json);
    }

    /** Whether the update says that another app has the conversation in hand. */
    public boolean inStandby() {
        return container == Container.STANDBY
                || (container == Container.CHANGES
                        && json.path("field").asText().equals("standby"));
    }

    /** Whether it is a change that says of itself that it is a messaging item. */
    public boolean hasMessagingField() {
        return container == Container.CHANGES
                && MESSAGING_FIELDS.contains(json.path("field").asText());
    }

    /**
     * What makes the update the one it is, wherever in a delivery it stands. A change that stands directly in an entry has
     * the members of the entry beside its own, such as the time of the notification, which belong to the delivery.
     */
    public JsonNode identity() {
        if (container != Container.CHANGES || !json.has("field") || !json.has("value")) {
            return json;
        }
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.set("field", json.path("field"));
        change.set("value", json.path("value"));
        return change;
    }

    private static boolean isComplete(MessagingItem item) {
        return item.sender().isPresent() && item.recipient().isPresent() && !(item.content() instanceof Content.Other);
    }

    /** Without {@code json}, which holds a customer's words. */
    @Override
    public String toString() {
        return "Item[entry=" + entry + ", container=" + container + ", raw=" + raw + "]";
    }
}
