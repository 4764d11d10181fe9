package io.instagramoperator.instagram.payload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What came with a message. Every member may be missing: a view-once photo has only a type.
 *
 * @param type Meta's word, such as {@code image}, {@code ig_reel}, {@code story_mention}; new ones appear
 * @param url a signed link of limited life, or a page; who has it can see the media
 * @param mediaId Meta's id of the post, reel or story
 * @param json the attachment with all its members
 */
public record Attachment(
        Optional<String> type,
        Optional<String> url,
        Optional<String> title,
        Optional<String> mediaId,
        Optional<String> stickerId,
        JsonNode json) {

    private static final List<String> MEDIA_IDS = List.of("ig_post_media_id", "reel_video_id", "story_media_id", "id");

    /** Reads the member {@code attachments}; a single attachment outside a list is one, too. */
    static List<Attachment> allOf(JsonNode attachments) {
        if (!attachments.isArray()) {
            return attachments.isObject() ? List.of(of(attachments)) : List.of();
        }
        return attachments
                .valueStream()
                .filter(attachment -> !attachment.isNull())
                .map(Attachment::of)
                .toList();
    }

    private static Attachment of(JsonNode json) {
        JsonNode payload = json.path("payload");
        return new Attachment(
                Members.string(json, "type"),
                Members.string(payload, "url")
                        .or(() -> Members.string(payload, "story_media_url"))
                        .or(() -> Members.string(json, "url")),
                Members.string(payload, "title").or(() -> Members.string(json, "title")),
                MEDIA_IDS.stream()
                        .flatMap(name -> Members.id(payload, name).stream())
                        .findFirst(),
                Members.id(payload, "sticker_id").or(() -> Members.id(json, "sticker_id")),
                json);
    }

    @Override
    public String toString() {
        return "Attachment[type=" + type + ", mediaId=" + mediaId + "]";
    }
}
