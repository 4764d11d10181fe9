package io.instagramoperator.receiver.reply.body;

import java.util.Locale;
import java.util.Set;

/** {@code message.attachment} and {@code message.attachments}. */
final class Attachments {

    private static final int MOST = 10;
    private static final String TYPES = "image, video, audio, file, MEDIA_SHARE, like_heart, template";
    private static final Set<String> FIELDS = Set.of("type", "payload");
    private static final Set<String> MEDIA_FIELDS = Set.of("url", "attachment_id", "is_reusable");
    private static final Set<String> SHARE_FIELDS = Set.of("id", "attachment_id");

    private Attachments() {}

    /** Of several. One sample of Meta's has a single object here, so that is taken too. */
    static void checkSeveral(Place attachments) {
        if (attachments.value().isObject()) {
            check(attachments);
        } else {
            attachments.items(1, MOST).forEach(Attachments::check);
        }
    }

    static void check(Place attachment) {
        if (!attachment.isObjectOf(FIELDS, "{\"type\": \"image\", \"payload\": {\"url\": \"https://…\"}}")) {
            return;
        }
        Place type = attachment.at("type");
        Place payload = attachment.at("payload");
        switch (type.value().asText().toLowerCase(Locale.ROOT)) {
            case "image", "video", "audio", "file" -> checkMedia(payload);
            case "media_share" -> checkShare(payload);
            case "template" -> Templates.check(payload);
            case "like_heart" -> {
                if (payload.isPresent()) {
                    payload.refuse("does not belong to like_heart; leave it out");
                }
            }
            default -> type.refuse((type.isPresent() ? "is unknown" : "is required") + "; allowed: " + TYPES);
        }
    }

    private static void checkMedia(Place payload) {
        if (!payload.isObjectOf(MEDIA_FIELDS, "{\"url\": \"https://…\"} or {\"attachment_id\": \"…\"}")) {
            return;
        }
        payload.eitherOf("url", "attachment_id").ifPresent(which -> {
            if (payload.has("url")) {
                WebAddress.checkMedia(which);
            } else {
                which.id();
            }
        });
    }

    private static void checkShare(Place payload) {
        if (payload.isObjectOf(SHARE_FIELDS, "{\"id\": \"<id of a post of the account>\"}")) {
            payload.eitherOf("id", "attachment_id").ifPresent(Place::id);
        }
    }
}
