package io.instagramoperator.receiver.log;

import java.time.Instant;
import java.util.Optional;

/**
 * An event as the log holds it, without the raw item.
 *
 * @param sequence its place in the order of acceptance: from 1, without gaps
 * @param id see {@link Event}
 * @param event see {@link Event}
 * @param conversation see {@link Event}
 * @param time see {@link Event}
 * @param received see {@link Event}
 * @param data see {@link Event}
 */
public record StoredEvent(
        long sequence,
        String id,
        String event,
        Optional<String> conversation,
        Instant time,
        Instant received,
        String data) {

    /** The place right after this event. */
    public Cursor cursor() {
        return new Cursor(sequence);
    }
}
