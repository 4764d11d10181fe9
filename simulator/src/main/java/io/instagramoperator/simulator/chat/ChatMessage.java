package io.instagramoperator.simulator.chat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A message as both sides see it now, or something that is shown between messages like one. */
record ChatMessage(String mid, Side by, Kind kind, Instant at, Content content, Marks marks) {

    enum Side {
        @JsonProperty("customer")
        CUSTOMER,
        @JsonProperty("account")
        ACCOUNT
    }

    enum Kind {
        @JsonProperty("message")
        MESSAGE,
        /** A tap on a button. */
        @JsonProperty("postback")
        POSTBACK,
        /** A comment on a post: not part of the conversation, but a private reply to it may start one. */
        @JsonProperty("comment")
        COMMENT
    }

    /**
     * What it says.
     *
     * @param replyTo the message or story that it answers, as in the webhook
     * @param quickReplies what the customer may choose from, as in the Send API
     * @param payload what the tap on a quick reply or button stands for
     * @param body the Send API request it came from
     */
    record Content(
            Optional<String> text,
            List<JsonNode> attachments,
            Optional<JsonNode> replyTo,
            List<JsonNode> quickReplies,
            Optional<String> payload,
            Optional<JsonNode> body) {

        @Override
        public String toString() {
            return "Content";
        }
    }

    /**
     * What happened to it since.
     *
     * @param reactions each side's emoji
     * @param edits how often its text was changed
     */
    record Marks(Map<Side, String> reactions, boolean seen, boolean deleted, int edits) {

        static final Marks NONE = new Marks(Map.of(), false, false, 0);
    }

    ChatMessage seen() {
        return with(new Marks(marks.reactions, true, marks.deleted, marks.edits));
    }

    ChatMessage deleted() {
        return with(new Marks(marks.reactions, marks.seen, true, marks.edits));
    }

    ChatMessage edited(String text) {
        Content changed = new Content(
                Optional.of(text),
                content.attachments,
                content.replyTo,
                content.quickReplies,
                content.payload,
                content.body);
        return new ChatMessage(
                mid, by, kind, at, changed, new Marks(marks.reactions, marks.seen, marks.deleted, marks.edits + 1));
    }

    /** One side has one reaction at most; a new one replaces it, none takes it away. */
    ChatMessage reacted(Side side, Optional<String> emoji) {
        Map<Side, String> reactions = new EnumMap<>(Side.class);
        reactions.putAll(marks.reactions);
        reactions.remove(side);
        emoji.ifPresent(value -> reactions.put(side, value));
        return with(new Marks(Map.copyOf(reactions), marks.seen, marks.deleted, marks.edits));
    }

    private ChatMessage with(Marks changed) {
        return new ChatMessage(mid, by, kind, at, content, changed);
    }
}
