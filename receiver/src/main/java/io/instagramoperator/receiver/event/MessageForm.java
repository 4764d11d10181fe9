package io.instagramoperator.receiver.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.instagramoperator.instagram.payload.Attachment;
import io.instagramoperator.instagram.payload.Content;
import io.instagramoperator.instagram.payload.ReplyTo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message in its one form, whoever sent it.
 *
 * @param type what it is first of all
 * @param story the story that it mentions, answers or shares, the first that fits of these
 * @param referral where the customer came from; a missing node if Meta does not say
 * @param sent whether the business sent it
 * @param self whether the account wrote it to itself
 * @param json the message as Meta sent it; a missing node if there is only a story mention
 */
record MessageForm(
        String type,
        Optional<String> id,
        Optional<String> body,
        List<Media> media,
        Optional<String> quickReplyPayload,
        Optional<ReplyTo.Story> story,
        JsonNode referral,
        boolean sent,
        boolean self,
        JsonNode json) {

    /**
     * The form of a message.
     *
     * @param sent whether the business sent it
     * @param self whether the account wrote it to itself
     * @param mention the story mention, where the item has it beside the message
     * @param referral the referral, where the item has one beside the message
     */
    static MessageForm of(
            Content.Message message, boolean sent, boolean self, Optional<Media> mention, JsonNode referral) {
        JsonNode inside = message.json().path("referral");
        Optional<Media> referred = mention.isPresent() ? mention : Media.storyMention(inside);
        List<Media> media = media(message, referred);
        Optional<ReplyTo.Story> mentioned = story(media, MediaType.STORY_MENTION);
        return new MessageForm(
                type(message, media, mentioned.isPresent()),
                message.mid(),
                message.text(),
                media,
                message.quickReplyPayload(),
                mentioned.or(() -> answeredStory(message)).or(() -> story(media, MediaType.STORY)),
                said(inside, referral),
                sent,
                self,
                message.json());
    }

    /** A story mention is told by the attachment. */
    private static JsonNode said(JsonNode inside, JsonNode beside) {
        if (!inside.isObject() || inside.isEmpty()) {
            return beside;
        }
        return Media.storyMention(inside).isPresent() ? beside : inside;
    }

    /** A story mention that came without any message. */
    static MessageForm of(Media mention, boolean self) {
        return new MessageForm(
                mention.type().label(),
                Optional.empty(),
                Optional.empty(),
                List.of(mention),
                Optional.empty(),
                story(List.of(mention), MediaType.STORY_MENTION),
                MissingNode.getInstance(),
                false,
                self,
                MissingNode.getInstance());
    }

    void writeTo(JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("message");
        out.writeStringField("type", type);
        EventData.writeOptional(out, "body", body);
        EventData.writeOptional(out, "id", id);
        if (!media.isEmpty()) {
            out.writeArrayFieldStart("attachments");
            for (Media attachment : media) {
                attachment.writeTo(out);
            }
            out.writeEndArray();
        }
        if (quickReplyPayload.isPresent()) {
            out.writeObjectFieldStart("quick_reply");
            out.writeStringField("payload", quickReplyPayload.get());
            out.writeEndObject();
        }
        MetaFields.writeObject(out, "reply_to", json.path("reply_to"));
        EventData.writeOptional(out, "story_id", story.flatMap(ReplyTo.Story::id));
        EventData.writeOptional(out, "story_url", story.flatMap(ReplyTo.Story::url));
        MetaFields.writeObject(out, "referral", referral);
        writeExtras(out);
        if (self) {
            out.writeBooleanField("self", true);
        }
        out.writeEndObject();
    }

    /** What only some messages have, and what is as Meta says it. */
    private void writeExtras(JsonGenerator out) throws IOException {
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            boolean isExtra =
                    switch (member.getKey()) {
                        case "app_id", "metadata" -> sent;
                        case "commands", "folder", "nlp" -> true;
                        default -> false;
                    };
            if (isExtra && !member.getValue().isNull()) {
                MetaFields.write(out, member.getKey(), member.getValue());
            }
        }
    }

    /** When several fit, the first of these: what an application has to look at first. */
    private static String type(Content.Message message, List<Media> media, boolean mentionsStory) {
        if (mentionsStory) {
            return MediaType.STORY_MENTION.label();
        }
        if (answeredStory(message).isPresent()) {
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
        if (message.text()
                .filter(text -> !text.isEmpty() || !message.unsupported())
                .isPresent()) {
            return "text";
        }
        return message.unsupported() ? MediaType.UNSUPPORTED.label() : MediaType.UNKNOWN.label();
    }

    private static Optional<ReplyTo.Story> answeredStory(Content.Message message) {
        return message.replyTo().isPresent() && message.replyTo().get() instanceof ReplyTo.Story answered
                ? Optional.of(answered)
                : Optional.empty();
    }

    private static Optional<ReplyTo.Story> story(List<Media> media, MediaType type) {
        for (Media attachment : media) {
            if (attachment.type() == type) {
                return Optional.of(new ReplyTo.Story(attachment.mediaId(), attachment.url()));
            }
        }
        return Optional.empty();
    }

    private static List<Media> media(Content.Message message, Optional<Media> mention) {
        Optional<String> stickerId = Ids.text(message.json().path("sticker_id"));
        if (message.attachments().isEmpty() && mention.isEmpty() && stickerId.isEmpty()) {
            return List.of();
        }
        List<Media> media = new ArrayList<>();
        for (Attachment attachment : message.attachments()) {
            media.add(Media.of(attachment));
        }
        stickerId.ifPresent(id -> addSticker(media, id));
        mention.ifPresent(referred -> addMention(media, referred));
        return media;
    }

    /** Messenger's older form: the id of the sticker beside the attachments, of which the first is its picture. */
    private static void addSticker(List<Media> media, String id) {
        boolean hasPicture = !media.isEmpty()
                && (media.getFirst().type() == MediaType.IMAGE
                        || media.getFirst().type() == MediaType.STICKER);
        Optional<Media> picture = hasPicture ? Optional.of(media.removeFirst()) : Optional.empty();
        media.addFirst(Media.sticker(id, picture));
    }

    /** If the story mention is among the attachments, too, the two are one, and each may know what the other does not. */
    private static void addMention(List<Media> media, Media referred) {
        for (int i = 0; i < media.size(); i++) {
            if (media.get(i).type() == MediaType.STORY_MENTION) {
                media.set(i, media.get(i).orElse(referred));
                return;
            }
        }
        media.add(referred);
    }
}
