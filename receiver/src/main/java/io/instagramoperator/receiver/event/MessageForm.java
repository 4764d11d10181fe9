package io.instagramoperator.receiver.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.instagramoperator.instagram.payload.Content;
import io.instagramoperator.instagram.payload.ReplyTo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message in its one form, whoever sent it.
 *
 * @param type what it is first of all
 * @param story the story that it mentions or answers
 */
record MessageForm(
        String type,
        Optional<String> id,
        Optional<String> body,
        List<Media> media,
        Optional<String> quickReplyPayload,
        Optional<String> repliedTo,
        Optional<ReplyTo.Story> story,
        Optional<JsonNode> referral) {

    /**
     * The form of a message.
     *
     * @param mention the story mention, where the item has it beside the message
     */
    static MessageForm of(Content.Message message, Optional<Media> mention) {
        List<Media> media = media(message, mention);
        Optional<ReplyTo.Story> mentioned = media.stream()
                .filter(m -> m.type() == MediaType.STORY_MENTION)
                .map(m -> new ReplyTo.Story(m.mediaId(), m.url()))
                .findFirst();
        return new MessageForm(
                type(message, media),
                message.mid(),
                message.text(),
                media,
                message.quickReplyPayload(),
                message.replyTo()
                        .flatMap(to -> to instanceof ReplyTo.Message(String mid) ? Optional.of(mid) : Optional.empty()),
                mentioned.or(() -> message.replyTo()
                        .flatMap(to -> to instanceof ReplyTo.Story s ? Optional.of(s) : Optional.empty())),
                Optional.of(message.json().path("referral"))
                        .filter(JsonNode::isObject)
                        .map(Ids::asStrings));
    }

    /** A story mention that came without any message. */
    static MessageForm of(Media mention) {
        return new MessageForm(
                mention.type().label(),
                Optional.empty(),
                Optional.empty(),
                List.of(mention),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ReplyTo.Story(mention.mediaId(), mention.url())),
                Optional.empty());
    }

    void writeTo(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("message");
        json.writeStringField("type", type);
        EventData.writeOptional(json, "body", body);
        EventData.writeOptional(json, "id", id);
        if (!media.isEmpty()) {
            json.writeArrayFieldStart("attachments");
            for (Media attachment : media) {
                attachment.writeTo(json);
            }
            json.writeEndArray();
        }
        writeWrapped(json, "quick_reply", "payload", quickReplyPayload);
        writeWrapped(json, "reply_to", "mid", repliedTo);
        EventData.writeOptional(json, "story_id", story.flatMap(ReplyTo.Story::id));
        EventData.writeOptional(json, "story_url", story.flatMap(ReplyTo.Story::url));
        if (referral.isPresent()) {
            json.writeFieldName("referral");
            json.writeTree(referral.get());
        }
        json.writeEndObject();
    }

    /** When several fit, the first of these: what an application has to look at first. */
    private static String type(Content.Message message, List<Media> media) {
        if (media.stream().anyMatch(m -> m.type() == MediaType.STORY_MENTION)) {
            return MediaType.STORY_MENTION.label();
        }
        if (message.replyTo().filter(ReplyTo.Story.class::isInstance).isPresent()) {
            return "story_reply";
        }
        if (message.quickReplyPayload().isPresent()) {
            return "quick_reply";
        }
        if (message.replyTo().isPresent()) {
            return "reply";
        }
        if (!media.isEmpty()) {
            return media.getFirst().type().label();
        }
        if (message.text().isPresent()) {
            return "text";
        }
        return message.unsupported() ? MediaType.UNSUPPORTED.label() : MediaType.UNKNOWN.label();
    }

    private static List<Media> media(Content.Message message, Optional<Media> mention) {
        List<Media> media = new ArrayList<>();
        message.attachments().forEach(attachment -> media.add(Media.of(attachment)));
        // Messenger's older form: the id of the sticker beside the attachments, of which the first is its picture.
        Ids.text(message.json().path("sticker_id")).ifPresent(stickerId -> {
            Optional<String> url =
                    media.isEmpty() ? Optional.empty() : media.removeFirst().url();
            media.addFirst(Media.sticker(stickerId, url));
        });
        if (media.stream().noneMatch(m -> m.type() == MediaType.STORY_MENTION)) {
            mention.ifPresent(media::add);
        }
        return media;
    }

    private static void writeWrapped(JsonGenerator json, String name, String member, Optional<String> value)
            throws IOException {
        if (value.isPresent()) {
            json.writeObjectFieldStart(name);
            json.writeStringField(member, value.get());
            json.writeEndObject();
        }
    }
}
