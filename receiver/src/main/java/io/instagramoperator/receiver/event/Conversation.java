package io.instagramoperator.receiver.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.instagramoperator.instagram.payload.Content;
import io.instagramoperator.instagram.payload.MessagingItem;
import io.instagramoperator.instagram.payload.RawJson;
import io.instagramoperator.receiver.log.Event;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The events of one messaging item of this account.
 *
 * @param prefix {@code standby.} in a conversation that another app has in hand; otherwise empty
 * @param json the item with all its members
 */
record Conversation(String account, Instant receivedAt, String prefix, MessagingItem item, JsonNode json, RawJson raw) {

    Normalised normalised() {
        Optional<Media> mention = mentionBesideMessage();
        return switch (item.content()) {
            case Content.Message message when message.deleted() -> known(deleted(message));
            case Content.Message message -> known(message(MessageForm.of(message, mention)));
            case Content.Postback postback -> known(postback(postback));
            case Content.Reaction reaction -> known(reaction(reaction));
            case Content.Read read -> known(read(read));
            case Content.Other other ->
                mention.map(m -> known(message(MessageForm.of(m)))).orElseGet(this::unknown);
        };
    }

    private Event message(MessageForm message) {
        String name = isOutgoing() ? EventNames.MESSAGE_SENT : EventNames.MESSAGE_RECEIVED;
        return event(name, message::writeTo, message.id());
    }

    private Event deleted(Content.Message message) {
        return event(
                EventNames.MESSAGE_DELETED,
                out -> {
                    out.writeObjectFieldStart("message");
                    EventData.writeOptional(out, "id", message.mid());
                    out.writeEndObject();
                },
                message.mid());
    }

    private Event postback(Content.Postback postback) {
        return event(
                EventNames.POSTBACK_RECEIVED,
                out -> {
                    out.writeObjectFieldStart("postback");
                    EventData.writeOptional(out, "title", postback.title());
                    EventData.writeOptional(out, "payload", postback.payload());
                    EventData.writeOptional(out, "id", postback.mid());
                    writeReferral(out, postback.json().path("referral"));
                    out.writeEndObject();
                },
                postback.mid());
    }

    private Event reaction(Content.Reaction reaction) {
        return event(
                EventNames.MESSAGE_REACTION,
                out -> {
                    out.writeObjectFieldStart("reaction");
                    EventData.writeOptional(out, "action", reaction.action());
                    EventData.writeOptional(out, "name", reaction.name());
                    EventData.writeOptional(out, "emoji", reaction.emoji());
                    EventData.writeOptional(out, "message_id", reaction.mid());
                    out.writeEndObject();
                },
                reaction.mid().map(mid -> idOf(reaction, mid)).orElse(List.of()));
    }

    /** A reaction has no id: who reacted, to what, how, when. */
    private List<String> idOf(Content.Reaction reaction, String mid) {
        return List.of(
                item.sender().orElse(""),
                mid,
                reaction.action().orElse(""),
                // The variation selector that asks for a coloured picture comes and goes.
                reaction.emoji().orElse("").replace("\uFE0F", ""),
                item.timestamp().map(Instant::toEpochMilli).map(String::valueOf).orElse(""));
    }

    private Event read(Content.Read read) {
        return event(
                EventNames.MESSAGE_READ,
                out -> {
                    out.writeObjectFieldStart("read");
                    EventData.writeOptional(out, "message_id", read.mid());
                    if (read.watermark().isPresent()) {
                        out.writeNumberField("watermark", read.watermark().getAsLong());
                    }
                    out.writeEndObject();
                },
                read.mid().map(mid -> List.of(item.sender().orElse(""), mid)).orElse(List.of()));
    }

    private Normalised unknown() {
        EventData.Body body = out -> Normaliser.writeUnknown(out, UnknownReason.UNKNOWN_KIND, json);
        return new Normalised(named(EventNames.UNKNOWN, body, List.of()), Optional.of(UnknownReason.UNKNOWN_KIND));
    }

    private static Normalised known(Event event) {
        return new Normalised(event, Optional.empty());
    }

    private Event event(String name, EventData.Body body, Optional<String> mid) {
        return event(name, body, mid.map(List::of).orElse(List.of()));
    }

    private Event event(String name, EventData.Body body, List<String> idParts) {
        return named(prefix + name, body, idParts);
    }

    /** With no parts of an id, the whole item makes it. */
    private Event named(String name, EventData.Body body, List<String> idParts) {
        EventTime time = EventTime.of(item.timestamp(), receivedAt);
        Optional<String> customer = isOutgoing() ? item.recipient() : item.sender();
        EventData data = isOutgoing()
                ? new EventData(name, account, Optional.of(account), item.recipient(), time)
                : new EventData(name, account, item.sender(), Optional.empty(), time);
        String id = idParts.isEmpty() ? EventId.ofItem(account, name, json) : EventId.of(account, name, idParts);
        return new Event(id, name, customer, time.instant(), receivedAt, data.with(body), Optional.of(raw));
    }

    /** Whether the business did it, through whatever app. Some echoes lack the flag; the sender gives them away. */
    private boolean isOutgoing() {
        boolean echo = item.content() instanceof Content.Message message && message.echo();
        return echo || item.sender().filter(account::equals).isPresent();
    }

    /** The second of the two shapes of a story mention: a referral, beside a message that is almost empty or missing. */
    private Optional<Media> mentionBesideMessage() {
        JsonNode referral = json.path("referral");
        boolean isMention = referral.path("story").isObject()
                || "STORY_MENTION".equalsIgnoreCase(referral.path("source").asText());
        if (!isMention) {
            return Optional.empty();
        }
        JsonNode story = referral.path("story");
        return Optional.of(Media.storyMention(
                Ids.text(story.path("id")),
                Optional.of(story.path("url")).filter(JsonNode::isTextual).map(JsonNode::textValue)));
    }

    private static void writeReferral(JsonGenerator out, JsonNode referral) throws IOException {
        if (referral.isObject()) {
            out.writeFieldName("referral");
            out.writeTree(Ids.asStrings(referral));
        }
    }
}
