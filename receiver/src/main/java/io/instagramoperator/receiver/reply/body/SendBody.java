package io.instagramoperator.receiver.reply.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.instagramoperator.instagram.payload.RawJson;
import io.instagramoperator.receiver.json.StrictJson;
import io.instagramoperator.receiver.json.StrictJson.NotStrictException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A body for Meta's Send API, checked as far as it can be without Meta, and otherwise left alone: what Meta gets are these bytes.
 *
 * @param conversation the IGSID that it goes to, or {@code comment:<id>} for a private reply
 * @param kind what it does
 * @param humanAgent whether it is tagged as written by a person, which keeps the window open for 7 days
 * @param likeness what its echo looks like; empty for what has none
 * @param json the bytes as the application sent them
 */
public record SendBody(String conversation, Kind kind, boolean humanAgent, Optional<Likeness> likeness, RawJson json) {

    private static final Set<String> FIELDS =
            Set.of("recipient", "message", "sender_action", "payload", "messaging_type", "tag", "reply_to");
    private static final Set<String> REPLY_TO_FIELDS = Set.of("mid");
    private static final String MESSAGE_TAG = "MESSAGE_TAG";
    private static final Set<String> MESSAGING_TYPES = Set.of("RESPONSE", "UPDATE", MESSAGE_TAG);
    private static final String HUMAN_AGENT = "HUMAN_AGENT";

    /** What a body does. */
    public enum Kind {
        /** A message to a customer. */
        MESSAGE,
        /** A message to the writer of a comment, of which Meta takes one. */
        PRIVATE_REPLY,
        /** A reaction given or taken back. It has no echo, and twice is the same as once. */
        REACTION,
        /** Typing or seen. It has no echo, and twice is the same as once. */
        SENDER_ACTION
    }

    /** What checking gave. */
    public sealed interface Result {

        /** Meta may take it. */
        record Valid(SendBody body) implements Result {}

        /** Meta would refuse it, or not do what was meant. */
        record Invalid(List<FieldError> errors) implements Result {}
    }

    /**
     * Reads and checks a body.
     *
     * @param humanAgent whether the account may use the tag of that name
     */
    public static Result check(byte[] bytes, boolean humanAgent) {
        FieldErrors errors = new FieldErrors();
        JsonNode document = read(bytes, errors);
        if (document.isObject()) {
            Place body = new Place("", document, errors);
            body.isObjectOf(FIELDS, "");
            Recipients.check(body.at("recipient"));
            checkContent(body);
            checkTag(body, humanAgent);
        }
        return errors.list().isEmpty()
                ? new Result.Valid(of(document, RawJson.of(bytes)))
                : new Result.Invalid(errors.list());
    }

    /** The document, or a missing node and an error. */
    private static JsonNode read(byte[] bytes, FieldErrors errors) {
        try {
            JsonNode document = StrictJson.read(bytes);
            if (!document.isObject()) {
                errors.add(
                        "", "must be a JSON object like {\"recipient\":{\"id\":\"…\"},\"message\":{\"text\":\"…\"}}");
            }
            return document;
        } catch (NotStrictException e) {
            errors.add("", "is " + e.problem());
            return MissingNode.getInstance();
        }
    }

    private static SendBody of(JsonNode body, RawJson bytes) {
        return new SendBody(
                Recipients.conversation(body.path("recipient")),
                kind(body),
                body.path("tag").asText().equals(HUMAN_AGENT),
                Likeness.of(body),
                bytes);
    }

    private static Kind kind(JsonNode body) {
        JsonNode action = body.path("sender_action");
        if (action.isTextual()) {
            return Actions.isReaction(action.textValue()) ? Kind.REACTION : Kind.SENDER_ACTION;
        }
        return Recipients.isComment(body.path("recipient")) ? Kind.PRIVATE_REPLY : Kind.MESSAGE;
    }

    private static void checkContent(Place body) {
        if (body.has("message") == body.has("sender_action")) {
            body.at("message").refuse("exactly one of message and sender_action is required");
        } else if (body.has("sender_action")) {
            Actions.check(body);
        } else {
            Messages.check(body.at("message"));
            if (body.has("payload")) {
                body.at("payload").refuse("belongs to sender_action react or unreact; leave it out");
            }
            if (body.has("reply_to") && body.at("reply_to").isObjectOf(REPLY_TO_FIELDS, "{\"mid\": \"…\"}")) {
                body.at("reply_to").at("mid").text();
            }
        }
    }

    private static void checkTag(Place body, boolean humanAgent) {
        Place tag = body.at("tag");
        if (body.has("messaging_type")) {
            body.at("messaging_type")
                    .oneOf(MESSAGING_TYPES)
                    .filter(type -> type.equals(MESSAGE_TAG) && !tag.isPresent())
                    .ifPresent(
                            _ -> tag.refuse("is required beside messaging_type MESSAGE_TAG; allowed: " + HUMAN_AGENT));
        }
        if (tag.isPresent() && tag.oneOf(Set.of(HUMAN_AGENT)).isPresent() && !humanAgent) {
            tag.refuse(HUMAN_AGENT + " is switched off for this account; set replies.humanAgent: true");
        }
    }
}
