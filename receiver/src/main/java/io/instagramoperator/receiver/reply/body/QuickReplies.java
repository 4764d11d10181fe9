package io.instagramoperator.receiver.reply.body;

import java.util.Set;

/** {@code message.quick_replies}. Titles of more than 20 characters are shortened by Meta, not refused. */
final class QuickReplies {

    private static final int MOST = 13;
    private static final String TEXT = "text";
    private static final Set<String> FIELDS = Set.of("content_type", "title", "payload");
    private static final Set<String> CONTENT_TYPES = Set.of(TEXT, "user_phone_number", "user_email");

    private QuickReplies() {}

    static void check(Place replies) {
        for (Place reply : replies.items(0, MOST)) {
            if (reply.isObjectOf(FIELDS, "{\"content_type\": \"text\", \"title\": \"…\", \"payload\": \"…\"}")) {
                reply.at("content_type")
                        .oneOf(CONTENT_TYPES)
                        .filter(TEXT::equals)
                        .ifPresent(_ -> {
                            reply.at("title").text();
                            reply.at("payload").text();
                        });
            }
        }
    }
}
