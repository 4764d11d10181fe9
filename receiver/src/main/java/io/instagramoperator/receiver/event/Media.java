package io.instagramoperator.receiver.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.instagramoperator.instagram.payload.Attachment;
import java.io.IOException;
import java.util.Optional;

/**
 * An attachment in its one form.
 *
 * @param raw the attachment as Meta sent it, if its type is unknown or only the nearest one, or is a template, of which the rest is the
 *     least
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
        boolean isTold = type.isSelfExplaining()
                && attachment.type().filter(MediaType::isOnlyNearest).isEmpty();
        return new Media(
                type,
                attachment.url(),
                attachment.title(),
                attachment.mediaId(),
                attachment.stickerId(),
                isTold ? Optional.empty() : Optional.of(attachment.json()));
    }

    /**
     * A sticker whose id stands beside the attachments.
     *
     * @param picture the attachment that shows it
     */
    static Media sticker(String stickerId, Optional<Media> picture) {
        return new Media(
                MediaType.STICKER,
                picture.flatMap(Media::url),
                Optional.empty(),
                Optional.empty(),
                Optional.of(stickerId),
                picture.flatMap(Media::raw));
    }

    /**
     * A story mention that comes as a referral.
     *
     * @return empty if the referral says something else
     */
    static Optional<Media> storyMention(JsonNode referral) {
        JsonNode story = referral.path("story");
        boolean isMention = story.isObject()
                || "STORY_MENTION".equalsIgnoreCase(referral.path("source").asText());
        return isMention
                ? Optional.of(new Media(
                        MediaType.STORY_MENTION,
                        Optional.of(story.path("url"))
                                .filter(JsonNode::isTextual)
                                .map(JsonNode::textValue),
                        Optional.empty(),
                        Ids.text(story.path("id")),
                        Optional.empty(),
                        Optional.empty()))
                : Optional.empty();
    }

    /** This one, completed by what only another knows. */
    Media orElse(Media other) {
        return new Media(
                type,
                url.or(other::url),
                title.or(other::title),
                mediaId.or(other::mediaId),
                stickerId.or(other::stickerId),
                raw);
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
