package io.instagramoperator.receiver.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.instagramoperator.instagram.payload.Change;
import io.instagramoperator.instagram.payload.Item;
import java.io.IOException;
import java.util.Optional;

/** The event of a change of this account: what people do with what it publishes. */
record Publicity(Frame frame, Change change, Item item) {

    Normalised normalised() {
        return switch (change.field().orElse("")) {
            case "comments" -> comment(EventNames.COMMENT_RECEIVED, "comment");
            case "live_comments" -> comment(EventNames.LIVE_COMMENT_RECEIVED, "live_comment");
            case "mentions" -> fields(EventNames.MENTION_RECEIVED, "mention");
            case "story_insights" -> fields(EventNames.STORY_INSIGHTS, "story");
            default ->
                item.hasMessagingField() ? unknown(UnknownReason.UNKNOWN_SHAPE) : unknown(UnknownReason.UNKNOWN_FIELD);
        };
    }

    private Normalised comment(String name, String object) {
        Optional<String> id = change.commentId();
        return id.isEmpty()
                ? unknown(UnknownReason.UNKNOWN_SHAPE)
                : known(name, json -> {
                    json.writeObjectFieldStart(object);
                    writeComment(json, id.get(), change.value());
                    json.writeEndObject();
                });
    }

    private Normalised fields(String name, String object) {
        JsonNode value = change.value();
        return value.isObject() && !value.isEmpty()
                ? known(name, json -> MetaFields.write(json, object, value))
                : unknown(UnknownReason.UNKNOWN_SHAPE);
    }

    private Normalised known(String name, EventData.Body body) {
        return frame.known(name, parties(), EventId.ofItem(frame.account(), name, item.identity()), body);
    }

    private Normalised unknown(UnknownReason reason) {
        return frame.unknown(reason, parties(), item);
    }

    /** What the account itself writes below its posts belongs to no customer. */
    private Parties parties() {
        boolean own = change.ownAct()
                || change.author().filter(frame.account()::equals).isPresent();
        return own ? Parties.account(frame.account(), Optional.empty()) : Parties.customer(change.author());
    }

    /** The id is there as {@code id}, also where Meta calls it {@code comment_id}. */
    private static void writeComment(JsonGenerator json, String id, JsonNode value) throws IOException {
        json.writeStringField("id", id);
        MetaFields.writeMembersButId(json, value);
    }
}
