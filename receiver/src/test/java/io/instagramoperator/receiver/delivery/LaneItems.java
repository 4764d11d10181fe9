package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.log.StoredEvent;
import java.time.Instant;
import java.util.Optional;

/** Events for tests of lanes: a conversation is a letter. */
final class LaneItems {

    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private LaneItems() {}

    /** The parked event of a conversation, which has not failed yet; with its place in the alphabet as sequence. */
    static Item item(String conversation) {
        return new Item(
                event(conversation.charAt(0) - 'a' + 1, conversation),
                NOW,
                true,
                0,
                Optional.empty(),
                Optional.empty());
    }

    static StoredEvent event(long sequence, String conversation) {
        return new StoredEvent(
                sequence, "id" + sequence, "message.received", Optional.of(conversation), NOW, NOW, "{}");
    }
}
