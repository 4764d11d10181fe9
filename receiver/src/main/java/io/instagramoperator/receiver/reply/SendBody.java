package io.instagramoperator.receiver.reply;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.instagram.payload.RawJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A body for Meta's Send API, checked as far as it can be without Meta, and otherwise left alone: what Meta gets are these bytes.
 *
 * @param conversation the IGSID that it goes to
 * @param json the bytes as the application sent them
 */
public record SendBody(String conversation, RawJson json) {

    /** "Messaging API, Send messages": text is limited in bytes, not in characters. */
    static final int MAX_TEXT_BYTES = 1000;

    private static final Pattern IGSID = Pattern.compile("[0-9]{1,32}");
    private static final Set<String> FIELDS =
            Set.of("recipient", "message", "sender_action", "payload", "messaging_type", "tag", "reply_to");
    private static final Set<String> RECIPIENT_FIELDS = Set.of("id");
    private static final Set<String> MESSAGE_FIELDS =
            Set.of("text", "attachment", "attachments", "quick_replies", "metadata");
    private static final Set<String> MESSAGING_TYPES = Set.of("RESPONSE", "UPDATE", "MESSAGE_TAG");
    private static final String HUMAN_AGENT = "HUMAN_AGENT";

    /** Refuses doubled fields: which of the two Meta would take is not known. */
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build()
            .readerFor(JsonNode.class);

    /** What checking gave. */
    public sealed interface Result {

        /** Meta may take it. */
        record Valid(SendBody body) implements Result {}

        /** Meta would refuse it, or not do what was meant. */
        record Invalid(List<FieldError> errors) implements Result {}
    }

    /**
     * Something wrong with a body.
     *
     * @param field path from the top, such as {@code message.text}; empty for the whole
     * @param detail value and remedy, but never the text of a message
     */
    public record FieldError(String field, String detail) {}

    /**
     * Reads and checks a body.
     *
     * @param humanAgent whether the account may use the tag of that name
     */
    public static Result check(byte[] bytes, boolean humanAgent) {
        JsonNode body;
        try (JsonParser parser = JSON.createParser(bytes)) {
            body = JSON.readTree(parser);
            if (body == null || parser.nextToken() != null) {
                return invalid("", "must be one JSON object");
            }
        } catch (JsonProcessingException e) {
            return invalid(
                    "",
                    "is not JSON: line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr());
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot fail to be read", e);
        }
        if (!body.isObject()) {
            return invalid(
                    "", "must be a JSON object like {\"recipient\":{\"id\":\"…\"},\"message\":{\"text\":\"…\"}}");
        }
        List<FieldError> errors = new ArrayList<>();
        refuseUnknown("", body, FIELDS, errors);
        checkRecipient(body.path("recipient"), errors);
        checkContent(body, errors);
        checkType(body, humanAgent, errors);
        return errors.isEmpty()
                ? new Result.Valid(
                        new SendBody(body.path("recipient").path("id").textValue(), RawJson.of(bytes)))
                : new Result.Invalid(errors);
    }

    private static void checkRecipient(JsonNode recipient, List<FieldError> errors) {
        if (!recipient.isObject()) {
            errors.add(new FieldError("recipient", "is required: {\"id\": \"<the customer's IGSID>\"}"));
            return;
        }
        refuseUnknown("recipient", recipient, RECIPIENT_FIELDS, errors);
        JsonNode id = recipient.path("id");
        if (id.isNumber()) {
            errors.add(new FieldError("recipient.id", "is a number, which loses digits on its way; put it in quotes"));
        } else if (!id.isTextual() || !IGSID.matcher(id.textValue()).matches()) {
            errors.add(new FieldError("recipient.id", "must be the customer's IGSID, a string of 1 to 32 digits"));
        }
    }

    private static void checkContent(JsonNode body, List<FieldError> errors) {
        JsonNode message = body.path("message");
        if (body.has("message") == body.has("sender_action")) {
            errors.add(new FieldError("message", "exactly one of message and sender_action is required"));
        } else if (body.has("sender_action") && !body.path("sender_action").isTextual()) {
            errors.add(new FieldError("sender_action", "must be a string such as typing_on"));
        } else if (body.has("message") && !message.isObject()) {
            errors.add(new FieldError("message", "must be an object like {\"text\": \"…\"}"));
        } else if (message.isObject()) {
            refuseUnknown("message", message, MESSAGE_FIELDS, errors);
            checkText(message, errors);
        }
    }

    private static void checkText(JsonNode message, List<FieldError> errors) {
        JsonNode text = message.path("text");
        if (text.isMissingNode()) {
            if (!message.has("attachment") && !message.has("attachments")) {
                errors.add(new FieldError("message", "needs text, attachment or attachments"));
            }
        } else if (!text.isTextual() || text.textValue().isEmpty()) {
            errors.add(new FieldError("message.text", "must be a string that is not empty"));
        } else {
            int length = text.textValue().getBytes(StandardCharsets.UTF_8).length;
            if (length > MAX_TEXT_BYTES) {
                errors.add(new FieldError(
                        "message.text",
                        "has " + length + " bytes in UTF-8 and Meta takes " + MAX_TEXT_BYTES + "; split it"));
            }
        }
    }

    private static void checkType(JsonNode body, boolean humanAgent, List<FieldError> errors) {
        JsonNode type = body.path("messaging_type");
        if (!type.isMissingNode() && !MESSAGING_TYPES.contains(type.asText())) {
            errors.add(new FieldError("messaging_type", "is unknown; allowed: " + listed(MESSAGING_TYPES)));
        }
        JsonNode tag = body.path("tag");
        if (tag.isMissingNode()) {
            return;
        }
        if (!tag.asText().equals(HUMAN_AGENT)) {
            errors.add(new FieldError("tag", "is unknown; allowed: " + HUMAN_AGENT));
        } else if (!humanAgent) {
            errors.add(new FieldError(
                    "tag", HUMAN_AGENT + " is switched off for this account; set replies.humanAgent: true"));
        }
    }

    private static void refuseUnknown(String path, JsonNode object, Set<String> known, List<FieldError> errors) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                String field = path.isEmpty() ? name : path + "." + name;
                errors.add(new FieldError(field, "is unknown; allowed here: " + listed(known)));
            }
        });
    }

    private static String listed(Set<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }

    private static Result invalid(String field, String detail) {
        return new Result.Invalid(List.of(new FieldError(field, detail)));
    }
}
