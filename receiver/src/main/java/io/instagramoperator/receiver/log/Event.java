package io.instagramoperator.receiver.log;

import io.instagramoperator.instagram.payload.RawJson;
import java.time.Instant;
import java.util.Optional;

/**
 * An event to be appended.
 *
 * @param id the same for the same update, however often and in whatever delivery it comes; URL-safe
 * @param event what happened, such as {@code message.received}
 * @param conversation the IGSID of the customer; empty if the event belongs to no conversation
 * @param time when it happened, as Meta says, in milliseconds
 * @param received when it was received, in milliseconds
 * @param data the JSON object that applications get
 * @param raw the item as Meta sent it; empty for what was not sent by Meta
 */
public record Event(
        String id,
        String event,
        Optional<String> conversation,
        Instant time,
        Instant received,
        Utf8Text data,
        Optional<RawJson> raw) {

    public Event(
            String id,
            String event,
            Optional<String> conversation,
            Instant time,
            Instant received,
            String data,
            Optional<RawJson> raw) {
        this(id, event, conversation, time, received, Utf8Text.of(data), raw);
    }
}
