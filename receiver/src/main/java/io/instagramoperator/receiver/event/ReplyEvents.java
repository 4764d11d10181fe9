package io.instagramoperator.receiver.event;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.receiver.log.Event;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The events that tell what became of a reply of ours. Each reply has at most one of either kind. Pure. */
public final class ReplyEvents {

    private static final JsonMapper JSON = new JsonMapper();

    private ReplyEvents() {}

    /**
     * Whose reply it was.
     *
     * @param account the Instagram id
     * @param customer the IGSID; empty if it is not known, as with private replies
     * @param id the reply's
     */
    public record Subject(String account, Optional<String> customer, String id) {}

    /**
     * Why it failed.
     *
     * @param errorClass the public name of what it meant
     * @param code Meta's; 0 if it gave none
     * @param subcode Meta's; 0 if it gave none
     * @param message for people, without secrets
     */
    public record Failure(String errorClass, int code, int subcode, String message) {}

    /**
     * It was sent.
     *
     * @param messageId Meta's; empty if it gave none, as for sender actions
     */
    public static Event sent(Subject reply, Optional<String> messageId, Instant now) {
        ObjectNode body = JSON.createObjectNode().put("id", reply.id());
        messageId.ifPresent(id -> body.put("message_id", id));
        return event(EventNames.REPLY_SENT, reply, body, now);
    }

    /** It was not, or nobody knows. */
    public static Event failed(Subject reply, Failure error, Instant now) {
        ObjectNode body = JSON.createObjectNode().put("id", reply.id());
        body.putObject("error")
                .put("class", error.errorClass())
                .put("code", error.code())
                .put("subcode", error.subcode())
                .put("message", error.message());
        return event(EventNames.REPLY_FAILED, reply, body, now);
    }

    private static Event event(String name, Subject reply, ObjectNode body, Instant moment) {
        Instant now = moment.truncatedTo(ChronoUnit.MILLIS);
        ObjectNode data = JSON.createObjectNode();
        data.put("platform", "instagram");
        data.put("event", name);
        data.put("account", reply.account());
        data.put("from", reply.account());
        reply.customer().ifPresent(igsid -> data.put("to", igsid));
        data.put("timestamp", now.getEpochSecond());
        data.put("timestamp_ms", now.toEpochMilli());
        data.set("reply", body);
        return new Event(
                EventId.of(reply.account(), name, List.of(reply.id())),
                name,
                reply.customer(),
                now,
                now,
                data.toString(),
                Optional.empty());
    }
}
