package io.instagramoperator.receiver.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.instagramoperator.instagram.payload.Container;
import io.instagramoperator.instagram.payload.Content;
import io.instagramoperator.instagram.payload.Item;
import io.instagramoperator.instagram.payload.MessagingItem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The event of something that happened in a conversation of this account. */
record Conversation(Frame frame, MessagingItem messaging, Item item) {

    /** Empty for an edit with number 0, which Meta sends beside messages that nobody edited. */
    Optional<Normalised> normalised() {
        return switch (messaging.content()) {
            case Content.Message message when message.deleted() -> Optional.of(deleted(message));
            case Content.Message message ->
                Optional.of(
                        message(MessageForm.of(message, isOutgoing(), messaging.self(), storyMention(), referral())));
            case Content.Edit edit -> edit(edit);
            case Content.Postback postback -> Optional.of(postback(postback));
            case Content.Reaction reaction -> Optional.of(reaction(reaction));
            case Content.Read read -> Optional.of(read(read));
            case Content.Notice notice -> Optional.of(notice(notice));
            case Content.Other other -> Optional.of(unknown(UnknownReason.UNKNOWN_KIND));
        };
    }

    private Normalised message(MessageForm message) {
        String name = isOutgoing() ? EventNames.MESSAGE_SENT : EventNames.MESSAGE_RECEIVED;
        return event(name, message::writeTo, message.id());
    }

    private Normalised deleted(Content.Message message) {
        return event(
                EventNames.MESSAGE_DELETED,
                out -> {
                    out.writeObjectFieldStart("message");
                    EventData.writeOptional(out, "id", message.mid());
                    out.writeEndObject();
                },
                message.mid());
    }

    private Optional<Normalised> edit(Content.Edit edit) {
        boolean numbered = edit.number().isPresent();
        if (edit.isNone()) {
            return Optional.empty();
        }
        if (edit.isMisnumbered()) {
            return Optional.of(unknown(UnknownReason.UNKNOWN_SHAPE));
        }
        if (edit.text().isEmpty()) {
            return Optional.of(unknown(UnknownReason.UNKNOWN_KIND));
        }
        EventData.Body body = out -> {
            out.writeObjectFieldStart("message");
            EventData.writeOptional(out, "id", edit.mid());
            EventData.writeOptional(out, "body", edit.text());
            if (numbered) {
                out.writeNumberField("edit", edit.number().getAsLong());
            }
            out.writeEndObject();
        };
        List<String> id = numbered
                ? edit.mid()
                        .map(mid -> List.of(mid, String.valueOf(edit.number().getAsLong())))
                        .orElse(List.of())
                : List.of();
        return Optional.of(event(EventNames.MESSAGE_EDITED, body, id));
    }

    private Normalised postback(Content.Postback postback) {
        return event(
                EventNames.POSTBACK_RECEIVED,
                out -> {
                    out.writeObjectFieldStart("postback");
                    EventData.writeOptional(out, "title", postback.title());
                    EventData.writeOptional(out, "payload", postback.payload());
                    EventData.writeOptional(out, "id", postback.mid());
                    JsonNode inside = postback.json().path("referral");
                    MetaFields.writeObject(
                            out, "referral", inside.isObject() && !inside.isEmpty() ? inside : json().path("referral"));
                    if (messaging.self()) {
                        out.writeBooleanField("self", true);
                    }
                    out.writeEndObject();
                },
                postback.mid());
    }

    private Normalised reaction(Content.Reaction reaction) {
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
                messaging.sender().orElse(""),
                mid,
                reaction.action().orElse(""),
                // The variation selector that asks for a coloured picture comes and goes.
                reaction.emoji().or(reaction::name).orElse("").replace("\uFE0F", ""),
                messaging
                        .timestamp()
                        .map(Instant::toEpochMilli)
                        .map(String::valueOf)
                        .orElse(""));
    }

    private Normalised read(Content.Read read) {
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
                read.mid()
                        .map(mid -> List.of(messaging.sender().orElse(""), mid))
                        .orElse(List.of()));
    }

    private Normalised notice(Content.Notice notice) {
        return switch (notice.kind()) {
            case THREAD_CONTROL_PASSED -> fields(EventNames.HANDOVER_PASSED, "handover", notice);
            case THREAD_CONTROL_TAKEN -> fields(EventNames.HANDOVER_TAKEN, "handover", notice);
            case THREAD_CONTROL_REQUESTED -> fields(EventNames.HANDOVER_REQUESTED, "handover", notice);
            case POLICY_ENFORCEMENT -> fields(EventNames.POLICY_ENFORCED, "policy", notice);
            case RESPONSE_FEEDBACK -> fields(EventNames.FEEDBACK_RECEIVED, "feedback", notice);
            case OPTIN -> fields(EventNames.OPTIN_RECEIVED, "optin", notice);
            case REFERRAL ->
                storyMention()
                        .map(mention -> message(MessageForm.of(mention, messaging.self())))
                        .orElseGet(() -> fields(EventNames.REFERRAL_RECEIVED, "referral", notice));
        };
    }

    private Normalised fields(String name, String object, Content.Notice notice) {
        return event(name, out -> MetaFields.writeRedacted(out, object, notice.json()), List.of());
    }

    private Normalised unknown(UnknownReason reason) {
        if (json().isEmpty()) {
            return frame.unknown(reason, parties(), item);
        }
        String place = item.inStandby() ? "standby" : "conversation";
        return frame.unknown(reason, parties(), item, place, json());
    }

    private Normalised event(String name, EventData.Body body, Optional<String> mid) {
        return event(name, body, mid.map(List::of).orElse(List.of()));
    }

    /** With no parts of an id, the whole item makes it. */
    private Normalised event(String name, EventData.Body body, List<String> idParts) {
        String event = item.inStandby() ? EventNames.STANDBY + name : name;
        String id = idParts.isEmpty()
                ? EventId.ofItem(frame.account(), event, json())
                : EventId.of(frame.account(), event, idParts);
        return frame.known(event, parties(), id, body);
    }

    private Parties parties() {
        return isOutgoing()
                ? Parties.account(frame.account(), messaging.recipient())
                : Parties.customer(messaging.sender());
    }

    /** Whether the business did it, through whatever app. Some echoes lack the flag; the sender gives them away. */
    private boolean isOutgoing() {
        boolean echo = messaging.content() instanceof Content.Message message && message.echo();
        return echo || messaging.sender().filter(frame.account()::equals).isPresent();
    }

    /** The messaging item itself, without the change that it may be wrapped in. */
    private JsonNode json() {
        return item.container() == Container.CHANGES ? item.json().path("value") : item.json();
    }

    /** The referral beside what happened, unless it is a story mention. */
    private JsonNode referral() {
        return storyMention().isPresent() ? MissingNode.getInstance() : json().path("referral");
    }

    /** The second of the two shapes of a story mention: a referral, beside a message that is almost empty or missing. */
    private Optional<Media> storyMention() {
        return Media.storyMention(json().path("referral"));
    }
}
