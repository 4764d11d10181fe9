package io.instagramoperator.receiver.reply.body;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** {@code message}. Text beside an attachment is left to Meta: no page of hers says that she refuses it. */
final class Messages {

    /** "Messaging API, Send messages": text is limited in bytes, not in characters. */
    private static final int MOST_BYTES_OF_TEXT = 1000;

    private static final Set<String> FIELDS = Set.of("text", "attachment", "attachments", "quick_replies", "metadata");

    private Messages() {}

    static void check(Place message) {
        if (!message.isObjectOf(FIELDS, "{\"text\": \"…\"}")) {
            return;
        }
        if (!message.has("text") && !message.has("attachment") && !message.has("attachments")) {
            message.refuse("needs text, attachment or attachments");
        }
        if (message.has("text")) {
            checkText(message.at("text"));
        }
        if (message.has("attachment")) {
            Attachments.check(message.at("attachment"));
        }
        if (message.has("attachments")) {
            Attachments.checkSeveral(message.at("attachments"));
        }
        if (message.has("quick_replies")) {
            QuickReplies.check(message.at("quick_replies"));
        }
        if (message.has("metadata")) {
            message.at("metadata").text();
        }
    }

    private static void checkText(Place place) {
        place.text().ifPresent(text -> {
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MOST_BYTES_OF_TEXT) {
                place.refuse("has " + bytes + " bytes in UTF-8 and Meta takes " + MOST_BYTES_OF_TEXT + "; split it");
            }
        });
    }
}
