package io.instagramoperator.receiver.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.instagramoperator.instagram.payload.Attachment;
import java.io.IOException;
import java.util.Optional;

/**
 * An attachment in its one form.
 *
 * @param raw the attachment as Meta sent it, if its type is unknown
 */
record Media(
        MediaType type,
        Optional<String> url,
        Optional<String> title,
        Optional<String> mediaId,
        Optional<String> stickerId,
        Optional<JsonNode> raw) {

    /** A sticker comes as one, or as an image with the id of a sticker. */
    static Media of(Attachment attachment) {
        MediaType said = attachment.type().map(MediaType::of).orElse(MediaType.UNKNOWN);
        MediaType type = attachment.stickerId().isPresent() ? MediaType.STICKER : said;
        return new Media(
                type,
                attachment.url(),
                attachment.title(),
                attachment.mediaId(),
                attachment.stickerId(),
                type == MediaType.UNKNOWN ? Optional.of(attachment.json()) : Optional.empty());
    }

    static Media sticker(String stickerId, Optional<String> url) {
        return new Media(
                MediaType.STICKER, url, Optional.empty(), Optional.empty(), Optional.of(stickerId), Optional.empty());
    }

    static Media storyMention(Optional<String> storyId, Optional<String> url) {
        return new Media(MediaType.STORY_MENTION, url, Optional.empty(), storyId, Optional.empty(), Optional.empty());
    }

    void writeTo(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", type.label());
        EventData.writeOptional(json, "url", url);
        EventData.writeOptional(json, "title", title);
        EventData.writeOptional(json, "media_id", mediaId);
        EventData.writeOptional(json, "sticker_id", stickerId);
        if (raw.isPresent()) {
            json.writeFieldName("raw");
            json.writeTree(raw.get());
        }
        json.writeEndObject();
    }
}
