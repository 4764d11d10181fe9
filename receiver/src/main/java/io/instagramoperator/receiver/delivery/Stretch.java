package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.log.Cursor;
import java.time.Instant;
import java.util.Optional;

/** Which part of the log a subscription is to get once more. */
public sealed interface Stretch {

    /**
     * What was received in some time.
     *
     * @param from the first moment that belongs to it
     * @param to the first that does not any more; empty: up to now
     */
    record Times(Instant from, Optional<Instant> to) implements Stretch {}

    /** What follows a cursor. */
    record After(Cursor cursor) implements Stretch {}

    /**
     * All of one conversation.
     *
     * @param igsid the IGSID of the customer
     */
    record Conversation(String igsid) implements Stretch {}
}
