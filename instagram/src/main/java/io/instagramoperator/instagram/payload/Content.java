package io.instagramoperator.instagram.payload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What happened in a conversation, told by the member that is there and not by the subscription field. If several are that are not empty,
 * the first of message, edit, postback, reaction, read counts, then the first of {@link Notice.Kind}.
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
     * @param quickReplyPayload the payload of the quick reply that was chosen; never an empty one
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
                    Members.string(json.path("quick_reply"), "payload").filter(payload -> !payload.isEmpty()),
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

    /**
     * A message has another text now. Meta also sends this with number 0 for messages that were not edited at all.
     *
     * @param mid the message that was edited
     * @param text the text that it has now
     * @param number how often the message was edited so far
     */
    record Edit(Optional<String> mid, Optional<String> text, OptionalLong number, JsonNode json) implements Content {

        private static final String NUMBER = "num_edit";
        private static final Pattern DIGITS = Pattern.compile("[0-9]+");

        /** Whether nobody has edited anything. */
        public boolean isNone() {
            return number.isPresent() && number.getAsLong() == 0;
        }

        /** Whether there is a number that cannot count edits, such as -1 or 1.5. */
        public boolean isMisnumbered() {
            JsonNode said = json.path(NUMBER);
            return !said.isMissingNode()
                    && !said.isNull()
                    && !DIGITS.matcher(said.asText()).matches();
        }

        static Edit of(JsonNode json) {
            return new Edit(Members.id(json, "mid"), Members.string(json, "text"), Members.number(json, NUMBER), json);
        }

        @Override
        public String toString() {
            return "Edit[mid=" + mid + ", number=" + number + "]";
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
     * @param emoji the character, or a name that is not one of Meta's if it came alone; usually missing on {@code unreact}
     */
    record Reaction(
            Optional<String> mid, Optional<String> action, Optional<String> name, Optional<String> emoji, JsonNode json)
            implements Content {

        private static final Set<String> NAMES = Set.of("angry", "sad", "wow", "love", "like", "laugh", "other");

        /** Some payloads carry the character itself in {@code reaction}, and no {@code emoji}: both give one form. */
        static Reaction of(JsonNode json) {
            Optional<String> reaction = Members.string(json, "reaction").filter(text -> !text.isEmpty());
            Optional<String> known =
                    reaction.map(text -> text.toLowerCase(Locale.ROOT)).filter(NAMES::contains);
            Optional<String> emoji = Members.string(json, "emoji")
                    .filter(text -> !text.isEmpty())
                    .or(() -> known.isPresent() ? Optional.empty() : reaction);
            Optional<String> name = reaction.map(_ -> known.orElse("other"));
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
            return new Read(Members.id(json, "mid"), Members.number(json, "watermark"), json);
        }

        @Override
        public String toString() {
            return "Read[mid=" + mid + "]";
        }
    }

    /** Something that is its members and no more. */
    record Notice(Kind kind, JsonNode json) implements Content {

        /** What it is about, in the order in which they count if an item has several. */
        public enum Kind {
            /** The conversation was handed to another app. */
            THREAD_CONTROL_PASSED,
            /** An app took the conversation from another. */
            THREAD_CONTROL_TAKEN,
            /** An app asked for the conversation. */
            THREAD_CONTROL_REQUESTED,
            /** The customer agreed to be written to, or no longer does. Holds a token with which one may write. */
            OPTIN,
            /** Meta warns the account or blocks it. */
            POLICY_ENFORCEMENT,
            /** The customer judged an answer. */
            RESPONSE_FEEDBACK,
            /** The customer came by a link or an ad. */
            REFERRAL
        }

        private static final List<Map.Entry<String, Kind>> MEMBERS = List.of(
                Map.entry("pass_thread_control", Kind.THREAD_CONTROL_PASSED),
                Map.entry("take_thread_control", Kind.THREAD_CONTROL_TAKEN),
                Map.entry("request_thread_control", Kind.THREAD_CONTROL_REQUESTED),
                Map.entry("optin", Kind.OPTIN),
                Map.entry("policy_enforcement", Kind.POLICY_ENFORCEMENT),
                Map.entry("policy-enforcement", Kind.POLICY_ENFORCEMENT),
                Map.entry("response_feedback", Kind.RESPONSE_FEEDBACK),
                Map.entry("referral", Kind.REFERRAL));

        static Optional<Content> of(JsonNode item, Predicate<JsonNode> counts) {
            for (Map.Entry<String, Kind> member : MEMBERS) {
                JsonNode json = item.path(member.getKey());
                if (json.isObject() && counts.test(json)) {
                    return Optional.of(new Notice(member.getValue(), json));
                }
            }
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "Notice[kind=" + kind + "]";
        }
    }

    /** Anything else. */
    record Other(JsonNode json) implements Content {

        @Override
        public String toString() {
            return "Other[]";
        }
    }

    /**
     * Reads the content of a messaging item. A member that tells nothing counts if there is no other: an empty one, such as a message beside a story
     * mention, and an edit that was none.
     */
    static Content of(JsonNode item) {
        return first(item, json -> !json.isEmpty(), edit -> !edit.isNone())
                .or(() -> first(item, json -> !json.isEmpty(), _ -> true))
                .or(() -> first(item, _ -> true, _ -> true))
                .orElseGet(() -> new Other(item));
    }

    private static Optional<Content> first(JsonNode item, Predicate<JsonNode> counts, Predicate<Edit> edits) {
        return Members.object(item, "message")
                .filter(counts)
                .<Content>map(Message::of)
                .or(() -> Members.object(item, "message_edit")
                        .filter(counts)
                        .map(Edit::of)
                        .filter(edits))
                .or(() -> Members.object(item, "postback").filter(counts).map(Postback::of))
                .or(() -> Members.object(item, "reaction").filter(counts).map(Reaction::of))
                .or(() -> Members.object(item, "read").filter(counts).map(Read::of))
                .or(() -> Notice.of(item, counts));
    }
}
