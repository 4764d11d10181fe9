package io.instagramoperator.receiver.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.instagram.graph.PastMessage;
import io.instagramoperator.instagram.payload.Container;
import io.instagramoperator.instagram.payload.Entry;
import io.instagramoperator.instagram.payload.Item;
import io.instagramoperator.instagram.payload.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes a message of the Conversations API as the webhook's item that never came, so that everything behind is the same for both. What the
 * API does not show cannot be written: payloads of quick replies, referrals, the message that is answered.
 */
final class HistoryItem {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private HistoryItem() {}

    /** Empty if Meta does not show when it was sent and by whom, or if the account has no part in it. */
    static Optional<Item> of(PastMessage past, String account) {
        if (past.createdAt().isEmpty() || past.from().isEmpty()) {
            return Optional.empty();
        }
        boolean sent = past.from().get().equals(account);
        if (!sent && !past.to().isEmpty() && !past.to().contains(account)) {
            return Optional.empty();
        }
        ObjectNode json = NODES.objectNode();
        json.putObject("sender").put("id", past.from().get());
        if (!sent) {
            json.putObject("recipient").put("id", account);
        } else if (!past.to().isEmpty()) {
            json.putObject("recipient").put("id", past.to().getFirst());
        }
        json.put("timestamp", past.createdAt().get().toEpochMilli());
        json.set("message", message(past, sent));
        RawJson raw = RawJson.of(past.json().toString().getBytes(StandardCharsets.UTF_8));
        Entry entry = new Entry(Optional.of("instagram"), Optional.of(account), Optional.empty());
        return Optional.of(new Item(entry, Container.MESSAGING, json, raw));
    }

    private static ObjectNode message(PastMessage past, boolean sent) {
        ObjectNode message = NODES.objectNode();
        message.put("mid", past.id());
        past.text().ifPresent(text -> message.put("text", text));
        ArrayNode attachments = attachments(past.json());
        if (!attachments.isEmpty()) {
            message.set("attachments", attachments);
        }
        JsonNode story = past.json().path("story").path("reply_to");
        if (story.isObject()) {
            message.putObject("reply_to").set("story", linked(story));
        }
        if (past.json().path("is_unsupported").asBoolean()) {
            message.put("is_unsupported", true);
        }
        if (sent) {
            message.put("is_echo", true);
        }
        return message;
    }

    private static ArrayNode attachments(JsonNode past) {
        ArrayNode attachments = NODES.arrayNode();
        JsonNode mention = past.path("story").path("mention");
        if (mention.isObject()) {
            attachments.add(attachment("story_mention", linked(mention)));
        }
        for (JsonNode media : past.path("attachments").path("data")) {
            attachments.add(media(media));
        }
        for (JsonNode share : past.path("shares").path("data")) {
            ObjectNode payload = linked(share);
            copy(share, "name", payload, "title");
            payload.remove("id"); // of the share, which is nobody's media
            attachments.add(attachment("share", payload));
        }
        return attachments;
    }

    private static JsonNode media(JsonNode media) {
        ObjectNode payload = NODES.objectNode();
        JsonNode image = media.path("image_data");
        if (image.isObject()) {
            copy(image, "url", payload, "url");
            return attachment(image.path("render_as_sticker").asBoolean() ? "sticker" : "image", payload);
        }
        JsonNode video = media.path("video_data");
        if (video.isObject()) {
            copy(video, "url", payload, "url");
            return attachment("video", payload);
        }
        if (media.path("file_url").isTextual()) {
            copy(media, "file_url", payload, "url");
            copy(media, "name", payload, "title");
            return attachment(typeOf(media.path("mime_type").asText()), payload);
        }
        if (media.path("generic_template") instanceof ObjectNode template) {
            return attachment("template", template);
        }
        // Of a kind without a name of its own here: shown as it is.
        return media;
    }

    private static String typeOf(String mime) {
        String kind = mime.toLowerCase(Locale.ROOT).replaceFirst("/.*", "");
        return switch (kind) {
            case "image", "video", "audio" -> kind;
            default -> "file";
        };
    }

    private static ObjectNode attachment(String type, ObjectNode payload) {
        ObjectNode attachment = NODES.objectNode();
        attachment.put("type", type);
        attachment.set("payload", payload);
        return attachment;
    }

    /** Webhooks say {@code url} where the Conversations API says {@code link}. */
    private static ObjectNode linked(JsonNode shown) {
        ObjectNode node = NODES.objectNode();
        copy(shown, "link", node, "url");
        copy(shown, "id", node, "id");
        return node;
    }

    private static void copy(JsonNode from, String name, ObjectNode to, String as) {
        Ids.text(from.path(name)).ifPresent(text -> to.put(as, text));
    }
}
