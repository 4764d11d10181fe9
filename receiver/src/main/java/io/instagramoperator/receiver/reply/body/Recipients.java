package io.instagramoperator.receiver.reply.body;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code recipient}: a customer, or the writer of a comment. */
final class Recipients {

    private static final Set<String> FIELDS = Set.of("id", "comment_id");
    private static final Pattern IGSID = Pattern.compile("[0-9]{1,32}");
    private static final Pattern COMMENT = Pattern.compile("[0-9_]{1,64}");

    /** Who wrote the comment is not known before Meta answers, so that its replies are a lane of their own. */
    private static final String LANE_OF_COMMENT = "comment:";

    private Recipients() {}

    static void check(Place recipient) {
        if (!recipient.isObjectOf(FIELDS, "{\"id\": \"<the customer's IGSID>\"}")) {
            return;
        }
        if (recipient.has("id") && recipient.has("comment_id")) {
            recipient.refuse("must have exactly one of id and comment_id");
        } else if (recipient.has("comment_id")) {
            check(recipient.at("comment_id"), COMMENT, "must be the id of a comment, a string of digits");
        } else {
            check(recipient.at("id"), IGSID, "must be the customer's IGSID, a string of 1 to 32 digits");
        }
    }

    /** Of a recipient that was checked. */
    static String conversation(JsonNode recipient) {
        return isComment(recipient)
                ? LANE_OF_COMMENT + recipient.path("comment_id").asText()
                : recipient.path("id").asText();
    }

    static boolean isComment(JsonNode recipient) {
        return recipient.path("comment_id").isTextual();
    }

    private static void check(Place id, Pattern allowed, String detail) {
        if (id.value().isNumber()) {
            id.refuse("is a number, which loses digits on its way; put it in quotes");
        } else if (!id.value().isTextual()
                || !allowed.matcher(id.value().textValue()).matches()) {
            id.refuse(detail);
        }
    }
}
