package io.instagramoperator.receiver.event;

import java.util.Locale;
import java.util.Set;

/** What an attachment is, in our words. Meta has several for some, and new ones appear. */
enum MediaType {
    IMAGE,
    VIDEO,
    AUDIO,
    FILE,
    STICKER,
    SHARE,
    POST,
    REEL,
    STORY,
    STORY_MENTION,
    TEMPLATE,
    EPHEMERAL,
    UNSUPPORTED,
    UNKNOWN;

    /** Words of Meta that have no type of their own, only the nearest one: a preview of a link, a heart. */
    private static final Set<String> WITHOUT_TYPE = Set.of("fallback", "like_heart");

    /** From {@code attachments[].type}, as Meta sends it or takes it in the Send API. */
    static MediaType of(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "image" -> IMAGE;
            case "video" -> VIDEO;
            case "audio" -> AUDIO;
            case "file" -> FILE;
            case "sticker", "like_heart" -> STICKER;
            case "share", "fallback" -> SHARE;
            case "ig_post", "media_share" -> POST;
            case "ig_reel", "reel" -> REEL;
            case "story", "ig_story" -> STORY;
            case "story_mention" -> STORY_MENTION;
            case "template" -> TEMPLATE;
            case "ephemeral" -> EPHEMERAL;
            case "unsupported_type" -> UNSUPPORTED;
            default -> UNKNOWN;
        };
    }

    /** Whether the type says less than Meta's word for it. */
    static boolean isOnlyNearest(String type) {
        return WITHOUT_TYPE.contains(type.toLowerCase(Locale.ROOT));
    }

    /** Whether the members that all attachments have are all there is to say. */
    boolean isSelfExplaining() {
        return this != UNKNOWN && this != TEMPLATE;
    }

    /** As it is written in events. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
