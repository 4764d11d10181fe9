package io.instagramoperator.simulator.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Builds messaging items as Meta sends them. */
public final class MessagingItems {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Makes the ids 164 characters long, like real ones. */
    private static final int MID_RANDOM_BYTES = 120;

    private MessagingItems() {}

    /** A fresh message id: opaque, case-sensitive, long. */
    public static String newMid() {
        byte[] random = new byte[MID_RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return "aWdf" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** A message from a customer. The attachments are taken as they are. */
    public static ObjectNode customerMessage(
            String instagramId,
            String igsid,
            Instant at,
            String mid,
            Optional<String> text,
            Optional<JsonNode> attachments) {
        ObjectNode item = item(igsid, instagramId, at);
        ObjectNode message = item.putObject("message").put("mid", mid);
        text.ifPresent(value -> message.put("text", value));
        attachments.ifPresent(value -> message.set("attachments", value));
        return item;
    }

    /**
     * The echo of a message that the account sent.
     *
     * @param attachments empty if it has none
     */
    public static ObjectNode echo(
            String instagramId,
            String igsid,
            Instant at,
            String mid,
            Optional<String> text,
            List<JsonNode> attachments) {
        ObjectNode item = item(instagramId, igsid, at);
        ObjectNode message = item.putObject("message").put("mid", mid);
        text.ifPresent(value -> message.put("text", value));
        if (!attachments.isEmpty()) {
            message.putArray("attachments").addAll(attachments);
        }
        message.put("is_echo", true);
        return item;
    }

    /** A comment from a customer: an item of {@code changes}. */
    public static ObjectNode comment(String commentId, String igsid, String username, String mediaId, String text) {
        ObjectNode change = JsonNodeFactory.instance.objectNode().put("field", "comments");
        ObjectNode value = change.putObject("value");
        value.putObject("from").put("id", igsid).put("username", username);
        value.putObject("media").put("id", mediaId).put("media_product_type", "FEED");
        value.put("id", commentId).put("text", text);
        return change;
    }

    private static ObjectNode item(String from, String to, Instant at) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.putObject("sender").put("id", from);
        item.putObject("recipient").put("id", to);
        return item.put("timestamp", at.toEpochMilli());
    }
}
