package io.instagramoperator.instagram.payload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What happened in a conversation, told by the member that is there and not by the subscription field. If several are,
 * the first of message, postback, reaction, read counts.
 *
 * <p>Each kind keeps its JSON, so that members which are not spelled out here can still be had. Texts of
 * {@code toString()} name kinds and ids only, never a customer's words or a signed link.
 */
public sealed interface Content {

    /** The member that tells the kind, with all that is in it; for {@link Other} the whole item. */
    JsonNode json();

    /**
     * A message, or news about one: {@code deleted} says that the message {@code mid} was unsent.
     *
     * @param mid Meta's id of the message: opaque, case-sensitive, up to some hundred characters
     * @param quickReplyPayload the payload of the quick reply that was chosen
     * @param echo whether the business sent it, through whatever app
     * @param unsupported whether Meta only says that there was a message of a kind the API does not show
     */
    record Message(
            Optional<String> mid,
            Optional<String> text,
            List<Attachment> attachments,
            Optional<String> quickReplyPayload,
            Optional<ReplyTo> replyTo,
            boolean echo,
            boolean deleted,
            boolean unsupported,
            JsonNode json)
            implements Content {

        static Message of(JsonNode json) {
            return new Message(
                    Members.id(json, "mid"),
                    Members.string(json, "text"),
                    Attachment.allOf(json.path("attachments")),
                    Members.string(json.path("quick_reply"), "payload"),
                    ReplyTo.of(json.path("reply_to")),
                    Members.flag(json, "is_echo"),
                    Members.flag(json, "is_deleted"),
                    Members.flag(json, "is_unsupported"),
                    json);
        }

        @Override
        public String toString() {
            return "Message[mid=" + mid + ", echo=" + echo + ", deleted=" + deleted + "]";
        }
    }

    /** A tap on a button, an ice breaker or a menu item. */
    record Postback(Optional<String> mid, Optional<String> title, Optional<String> payload, JsonNode json)
            implements Content {

        static Postback of(JsonNode json) {
            return new Postback(
                    Members.id(json, "mid"), Members.string(json, "title"), Members.string(json, "payload"), json);
        }

        @Override
        public String toString() {
            return "Postback[mid=" + mid + "]";
        }
    }

    /**
     * A reaction to a message, or its withdrawal.
     *
     * @param mid the message reacted to, the customer's or the business's
     * @param action {@code react} or {@code unreact}
     * @param name one of Meta's names, such as {@code love}, or {@code other}; usually missing on {@code unreact}
     * @param emoji the character; usually missing on {@code unreact}
     */
    record Reaction(
            Optional<String> mid, Optional<String> action, Optional<String> name, Optional<String> emoji, JsonNode json)
            implements Content {

        private static final Set<String> NAMES = Set.of("angry", "sad", "wow", "love", "like", "laugh", "other");

        /** Some payloads carry the character itself in {@code reaction}, and no {@code emoji}: both give one form. */
        static Reaction of(JsonNode json) {
            Optional<String> reaction = Members.string(json, "reaction");
            Optional<String> emoji = Members.string(json, "emoji")
                    .or(() -> reaction.filter(text -> text.codePoints().anyMatch(c -> c > 0x7F)));
            Optional<String> name = reaction.map(text -> NAMES.contains(text) ? text : "other");
            return new Reaction(Members.id(json, "mid"), Members.string(json, "action"), name, emoji, json);
        }

        @Override
        public String toString() {
            return "Reaction[mid=" + mid + ", action=" + action + "]";
        }
    }

    /**
     * The customer has seen what the business wrote.
     *
     * @param mid the newest message seen
     * @param watermark Messenger's form: everything up to this number of milliseconds since 1970 was seen
     */
    record Read(Optional<String> mid, OptionalLong watermark, JsonNode json) implements Content {

        static Read of(JsonNode json) {
            JsonNode watermark = json.path("watermark");
            return new Read(
                    Members.id(json, "mid"),
                    watermark.isIntegralNumber() && watermark.canConvertToLong()
                            ? OptionalLong.of(watermark.longValue())
                            : OptionalLong.empty(),
                    json);
        }

        @Override
        public String toString() {
            return "Read[mid=" + mid + "]";
        }
    }

    /** Anything else. */
    record Other(JsonNode json) implements Content {

        @Override
        public String toString() {
            return "Other[]";
        }
    }

    /** Reads the content of a messaging item. */
    static Content of(JsonNode item) {
        return Members.object(item, "message")
                .<Content>map(Message::of)
                .or(() -> Members.object(item, "postback").map(Postback::of))
                .or(() -> Members.object(item, "reaction").map(Reaction::of))
                .or(() -> Members.object(item, "read").map(Read::of))
                .orElseGet(() -> new Other(item));
    }
}
