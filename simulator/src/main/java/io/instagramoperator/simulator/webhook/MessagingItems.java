package io.instagramoperator.simulator.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
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
     * @param sent the member {@code message} of the Send API request
     */
    public static ObjectNode echo(String instagramId, String igsid, Instant at, String mid, JsonNode sent) {
        ObjectNode item = item(instagramId, igsid, at);
        ObjectNode message = item.putObject("message").put("mid", mid);
        if (sent.has("text")) {
            message.set("text", sent.get("text"));
        }
        if (sent.has("attachment")) {
            message.putArray("attachments").add(sent.get("attachment"));
        } else if (sent.has("attachments")) {
            message.set("attachments", sent.get("attachments"));
        }
        message.put("is_echo", true);
        return item;
    }

    private static ObjectNode item(String from, String to, Instant at) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.putObject("sender").put("id", from);
        item.putObject("recipient").put("id", to);
        return item.put("timestamp", at.toEpochMilli());
    }
}
