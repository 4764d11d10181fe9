package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.delivery.Standing.LastError;
import io.instagramoperator.receiver.log.StoredEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * An event on its way to a subscription.
 *
 * @param since what its greatest age is counted from
 * @param parked whether it has a row among the parked events
 * @param attempts how many have failed
 */
record Item(
        StoredEvent event,
        Instant since,
        boolean parked,
        int attempts,
        Optional<LastError> firstError,
        Optional<LastError> lastError) {

    /** One that was not tried yet. Its age is counted from when it was received, but from no earlier than a time. */
    static Item of(StoredEvent event, Instant notOlderThan) {
        Instant since = event.received().isAfter(notOlderThan) ? event.received() : notOlderThan;
        return new Item(event, since, false, 0, Optional.empty(), Optional.empty());
    }

    Item failed(LastError error) {
        return new Item(
                event, since, parked, attempts + 1, firstError.or(() -> Optional.of(error)), Optional.of(error));
    }

    long sequence() {
        return event.sequence();
    }

    /** The same for all events that have to go one after the other. */
    String lane() {
        return lane(event.conversation(), event.sequence());
    }

    static String lane(Optional<String> conversation, long sequence) {
        return conversation.map("@"::concat).orElse("#" + sequence);
    }
}
