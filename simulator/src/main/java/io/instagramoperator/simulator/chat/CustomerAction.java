package io.instagramoperator.simulator.chat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** What a customer does on the page. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CustomerAction.Write.class, name = "write"),
    @JsonSubTypes.Type(value = CustomerAction.ChooseQuickReply.class, name = "quickReply"),
    @JsonSubTypes.Type(value = CustomerAction.PressButton.class, name = "button"),
    @JsonSubTypes.Type(value = CustomerAction.React.class, name = "react"),
    @JsonSubTypes.Type(value = CustomerAction.Unreact.class, name = "unreact"),
    @JsonSubTypes.Type(value = CustomerAction.Edit.class, name = "edit"),
    @JsonSubTypes.Type(value = CustomerAction.Unsend.class, name = "unsend"),
    @JsonSubTypes.Type(value = CustomerAction.Read.class, name = "read"),
    @JsonSubTypes.Type(value = CustomerAction.ReplyToStory.class, name = "storyReply"),
    @JsonSubTypes.Type(value = CustomerAction.MentionInStory.class, name = "storyMention"),
    @JsonSubTypes.Type(value = CustomerAction.Comment.class, name = "comment")
})
sealed interface CustomerAction {

    /**
     * Writes a text, or sends a picture; one of them, as on a phone.
     *
     * @param replyTo the id of the message it answers
     */
    record Write(
            @Nullable String text,
            @Nullable String imageUrl,
            @Nullable String replyTo) implements CustomerAction {

        @Override
        public String toString() {
            return "Write";
        }
    }

    record ChooseQuickReply(
            @Nullable String title, @Nullable String payload) implements CustomerAction {}

    /** Presses a postback button of a template. */
    record PressButton(@Nullable String title, @Nullable String payload) implements CustomerAction {}

    /** Reacts to a message with an emoji, instead of the one before. */
    record React(@Nullable String mid, @Nullable String emoji) implements CustomerAction {}

    record Unreact(@Nullable String mid) implements CustomerAction {}

    /** Changes the text of a message of their own. */
    record Edit(@Nullable String mid, @Nullable String text) implements CustomerAction {

        @Override
        public String toString() {
            return "Edit[mid=" + mid + "]";
        }
    }

    /** Takes a message of their own back. */
    record Unsend(@Nullable String mid) implements CustomerAction {}

    /** Sees a message of the account, and so those before it. */
    record Read(@Nullable String mid) implements CustomerAction {}

    record ReplyToStory(@Nullable String text) implements CustomerAction {

        @Override
        public String toString() {
            return "ReplyToStory";
        }
    }

    /** Mentions the account in a story of their own. */
    record MentionInStory() implements CustomerAction {}

    /** Comments on a post of the account. */
    record Comment(@Nullable String text) implements CustomerAction {

        @Override
        public String toString() {
            return "Comment";
        }
    }
}
