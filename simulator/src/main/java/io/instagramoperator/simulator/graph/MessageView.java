package io.instagramoperator.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.Message;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/** A message as the Conversations API shows it, which is not how webhooks show it. */
final class MessageView {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx").withZone(ZoneOffset.UTC);

    private static final Set<String> SHARES = Set.of("share", "ig_post", "ig_reel", "reel", "ig_story", "story");
    private static final Set<String> FIELDS = Set.of(
            "id",
            "created_time",
            "from",
            "to",
            "message",
            "attachments",
            "shares",
            "story",
            "reactions",
            "is_unsupported");

    private MessageView() {}

    /** A time, to the second and with {@code +0000}. */
    static String time(Instant at) {
        return TIME.format(at);
    }

    /** A party of a conversation. */
    static ObjectNode party(Account account, String id) {
        String username = id.equals(account.instagramId()) ? account.username() : "customer_" + id;
        return JsonNodeFactory.instance.objectNode().put("username", username).put("id", id);
    }

    /** What is selected of a message; what it does not have is left out. */
    static ObjectNode of(Account account, Message message, FieldSelection selection) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        String from = message.fromAccount() ? message.instagramId() : message.igsid();
        String to = message.fromAccount() ? message.igsid() : message.instagramId();
        all.put("id", message.mid()).put("created_time", time(message.at()));
        all.set("from", party(account, from));
        all.putObject("to").putArray("data").add(party(account, to));
        all.put("message", message.content().path("text").asText());
        addAttachments(all, message.content().path("attachments"));
        addStory(all, message.content());
        addReactions(all, account, message);
        if (message.content().path("is_unsupported").asBoolean()) {
            all.put("is_unsupported", true);
        }
        return select(all, selection);
    }

    private static ObjectNode select(ObjectNode all, FieldSelection selection) {
        ObjectNode selected = JsonNodeFactory.instance.objectNode();
        selection.fields().keySet().forEach(field -> {
            if (!FIELDS.contains(field)) {
                throw new GraphException(GraphError.invalidParameter(
                        "Tried accessing nonexisting field (%s) on node type (Message)".formatted(field)));
            }
            if (all.has(field)) {
                selected.set(field, all.get(field));
            }
        });
        // Meta gives the id even if it is not asked for.
        selected.set("id", all.get("id"));
        return selected;
    }

    private static void addAttachments(ObjectNode all, JsonNode attachments) {
        for (JsonNode attachment : attachments) {
            String type = attachment.path("type").asText();
            String url = attachment.path("payload").path("url").asText();
            if (SHARES.contains(type)) {
                data(all, "shares").addObject().put("link", url);
            } else if (type.equals("story_mention")) {
                ObjectNode mention = all.putObject("story").putObject("mention").put("link", url);
                mention.put("id", attachment.path("payload").path("id").asText());
            } else {
                addMedium(data(all, "attachments").addObject(), type, url, attachment.path("payload"));
            }
        }
    }

    private static void addMedium(ObjectNode medium, String type, String url, JsonNode payload) {
        switch (type) {
            case "image" -> medium.putObject("image_data").put("url", url);
            case "video" -> medium.putObject("video_data").put("url", url);
            case "template" ->
                medium.putObject("generic_template")
                        .put(
                                "title",
                                payload.at("/elements/0/title")
                                        .asText(payload.path("text").asText()));
            default -> {
                medium.put("name", type);
                if (!url.isEmpty()) {
                    medium.put("file_url", url);
                }
            }
        }
    }

    private static void addStory(ObjectNode all, JsonNode content) {
        JsonNode story = content.path("reply_to").path("story");
        if (story.isObject()) {
            all.putObject("story")
                    .putObject("reply_to")
                    .put("link", story.path("url").asText())
                    .put("id", story.path("id").asText());
        }
    }

    private static void addReactions(ObjectNode all, Account account, Message message) {
        message.reactions().forEach((by, emoji) -> data(all, "reactions")
                .addObject()
                .put("reaction", emoji)
                .putArray("users")
                .add(party(account, by)));
    }

    private static ArrayNode data(ObjectNode parent, String name) {
        return parent.withObject("/" + name).withArray("/data");
    }
}
