package io.instagramoperator.simulator.chat;

import static java.util.function.Predicate.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.instagramoperator.simulator.chat.ChatMessage.Content;
import io.instagramoperator.simulator.chat.ChatMessage.Kind;
import io.instagramoperator.simulator.chat.ChatMessage.Marks;
import io.instagramoperator.simulator.chat.ChatMessage.Side;
import io.instagramoperator.simulator.state.Happening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Folds what happened between an account and one customer into what both see. */
final class Timeline {

    /**
     * A conversation as it is now.
     *
     * @param typingSince when the account began to type; empty if it does not
     */
    record View(List<ChatMessage> messages, Optional<Instant> typingSince) {}

    private final Map<String, ChatMessage> messages = new LinkedHashMap<>();
    private Optional<Instant> typingSince = Optional.empty();

    private Timeline() {}

    /** @param happenings of one conversation, oldest first */
    static View of(List<Happening> happenings) {
        Timeline timeline = new Timeline();
        happenings.forEach(timeline::add);
        return new View(List.copyOf(timeline.messages.values()), timeline.typingSince);
    }

    private void add(Happening happening) {
        switch (happening) {
            case Happening.Sent sent -> sent(sent);
            case Happening.Acted acted -> acted(acted);
            case Happening.Item item -> item(item);
        }
    }

    private void sent(Happening.Sent sent) {
        typingSince = Optional.empty();
        put(new ChatMessage(
                sent.mid(),
                Side.ACCOUNT,
                Kind.MESSAGE,
                sent.at(),
                content(sent.message(), Optional.of(sent.body())),
                Marks.NONE));
    }

    private void acted(Happening.Acted acted) {
        switch (acted.action()) {
            case "typing_on" -> typingSince = Optional.of(acted.at());
            case "typing_off" -> typingSince = Optional.empty();
            case "mark_seen" -> seen(Side.CUSTOMER);
            case "react", "unreact" ->
                change(
                        text(acted.payload(), "message_id").orElse(""),
                        message -> message.reacted(
                                Side.ACCOUNT,
                                text(acted.payload(), "reaction")
                                        .filter(reaction -> acted.action().equals("react"))
                                        .map(Reactions::emoji)));
            default -> {}
        }
    }

    private void item(Happening.Item happening) {
        JsonNode item = happening.item();
        Side by =
                item.path("sender").path("id").asText().equals(happening.instagramId()) ? Side.ACCOUNT : Side.CUSTOMER;
        if (item.has("message")) {
            message(happening, by, item.path("message"));
        } else if (item.has("postback")) {
            JsonNode postback = item.path("postback");
            put(new ChatMessage(
                    text(postback, "mid").orElse("postback-" + messages.size()),
                    by,
                    Kind.POSTBACK,
                    happening.at(),
                    said(text(postback, "title"), text(postback, "payload")),
                    Marks.NONE));
        } else if (item.has("reaction")) {
            JsonNode reaction = item.path("reaction");
            Optional<String> emoji = text(reaction, "emoji")
                    .or(() -> text(reaction, "reaction").map(Reactions::emoji))
                    .filter(value -> !reaction.path("action").asText().equals("unreact"));
            change(reaction.path("mid").asText(), message -> message.reacted(by, emoji));
        } else if (item.has("message_edit")) {
            JsonNode edit = item.path("message_edit");
            text(edit, "text").ifPresent(text -> change(edit.path("mid").asText(), message -> message.edited(text)));
        } else if (item.has("read")) {
            seen(Side.ACCOUNT);
        } else if (item.path("field").asText().equals("comments")) {
            JsonNode comment = item.path("value");
            put(new ChatMessage(
                    text(comment, "id").orElse("comment-" + messages.size()),
                    by,
                    Kind.COMMENT,
                    happening.at(),
                    said(text(comment, "text"), Optional.empty()),
                    Marks.NONE));
        }
    }

    private void message(Happening.Item happening, Side by, JsonNode message) {
        String mid = message.path("mid").asText();
        if (message.path("is_deleted").asBoolean()) {
            change(mid, ChatMessage::deleted);
            return;
        }
        put(new ChatMessage(mid, by, Kind.MESSAGE, happening.at(), content(message, Optional.empty()), Marks.NONE));
    }

    /** The echo of what was sent, or a webhook made twice, is no second message. */
    private void put(ChatMessage message) {
        messages.putIfAbsent(message.mid(), message);
    }

    private void change(String mid, UnaryOperator<ChatMessage> change) {
        messages.computeIfPresent(mid, (id, message) -> change.apply(message));
    }

    /** Who sees the last message of the other side has seen all before it. */
    private void seen(Side author) {
        messages.replaceAll((mid, message) -> message.by() == author ? message.seen() : message);
    }

    private static Content content(JsonNode message, Optional<JsonNode> body) {
        JsonNode attachment = message.path("attachment");
        JsonNode attachments = message.path("attachments");
        List<JsonNode> all = new ArrayList<>();
        if (attachment.isObject()) {
            all.add(attachment);
        }
        if (attachments.isObject()) {
            all.add(attachments);
        } else {
            all.addAll(elements(attachments));
        }
        return new Content(
                text(message, "text"),
                List.copyOf(all),
                // Webhooks have it in the message, the Send API beside it.
                Stream.of(message, body.orElse(message))
                        .map(json -> json.path("reply_to"))
                        .filter(JsonNode::isObject)
                        .findFirst(),
                elements(message.path("quick_replies")),
                text(message.path("quick_reply"), "payload"),
                body);
    }

    private static Content said(Optional<String> text, Optional<String> payload) {
        return new Content(text, List.of(), Optional.empty(), List.of(), payload, Optional.empty());
    }

    private static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .filter(JsonNode::isObject)
                .toList();
    }

    private static Optional<String> text(JsonNode object, String member) {
        return Optional.ofNullable(object.path(member).textValue()).filter(not(String::isEmpty));
    }
}
