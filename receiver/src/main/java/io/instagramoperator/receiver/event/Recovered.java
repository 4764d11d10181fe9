package io.instagramoperator.receiver.event;

import io.instagramoperator.instagram.graph.PastMessage;
import io.instagramoperator.instagram.payload.Item;
import io.instagramoperator.instagram.payload.MessagingItem;
import io.instagramoperator.receiver.log.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A message read back from its conversation, as an event.
 *
 * @param event has the id that the event of the webhook has
 * @param messageId Meta's, the {@code mid} of webhooks
 * @param otherIds those that it has if the webhook brought the same message as something else: to another app's conversation, or as the tap
 *     on a button, which a conversation shows as a message
 */
public record Recovered(Event event, String messageId, List<String> otherIds) {

    private static final List<String> NAMES =
            List.of(EventNames.MESSAGE_RECEIVED, EventNames.MESSAGE_SENT, EventNames.POSTBACK_RECEIVED);

    /**
     * The event of a message.
     *
     * @param account the Instagram id
     * @return empty if Meta does not show when it was sent and by whom, or if the account has no part in it
     */
    public static Optional<Recovered> of(PastMessage past, String account, Instant readAt) {
        return HistoryItem.of(past, account)
                .flatMap(item -> normalised(item, account, readAt))
                .map(event -> new Recovered(event, past.id(), otherIds(event.id(), past.id(), account)));
    }

    /** Whether the account wrote it. */
    public boolean isSent() {
        return event.event().equals(EventNames.MESSAGE_SENT);
    }

    private static Optional<Event> normalised(Item item, String account, Instant readAt) {
        MessagingItem messaging = MessagingItem.of(item.json());
        EventTime time = EventTime.of(messaging.timestamp(), readAt);
        Frame frame = new Frame(account, readAt, time, item.raw(), Origin.HISTORY);
        return new Conversation(frame, messaging, item).normalised().map(Normalised::event);
    }

    private static List<String> otherIds(String own, String mid, String account) {
        return NAMES.stream()
                .flatMap(name -> Stream.of(name, EventNames.STANDBY + name))
                .map(name -> EventId.of(account, name, List.of(mid)))
                .filter(id -> !id.equals(own))
                .toList();
    }
}
