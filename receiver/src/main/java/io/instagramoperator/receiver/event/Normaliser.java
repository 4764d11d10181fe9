package io.instagramoperator.receiver.event;

import io.instagramoperator.instagram.payload.Item;
import io.instagramoperator.instagram.payload.MessagingItem;
import io.instagramoperator.instagram.payload.Unreadable;
import io.instagramoperator.instagram.payload.Update;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Gives updates their one form. */
public final class Normaliser {

    private static final Logger LOG = Logger.getLogger(Normaliser.class);

    private Normaliser() {}

    /**
     * The event of an update. Never fails: whatever is not understood is {@code unknown} and carries what Meta sent.
     *
     * @param account the Instagram id of the account that this receiver serves
     * @param receivedAt when the delivery was received
     * @return empty only for an update which says that nothing happened: a {@code message_edit} with number 0
     */
    public static Optional<Normalised> normalise(Update update, String account, Instant receivedAt) {
        return switch (update) {
            case Unreadable unreadable -> Optional.of(RawForm.of(unreadable, account, receivedAt));
            case Item item -> orRaw(() -> item(item, account, receivedAt), item, account, receivedAt);
        };
    }

    /** A mistake of ours that only one item shows must not keep Meta repeating all that came with it, and end the subscription at last. */
    static Optional<Normalised> orRaw(
            Supplier<Optional<Normalised>> normalised, Item item, String account, Instant receivedAt) {
        try {
            return normalised.get();
        } catch (RuntimeException e) {
            Normalised raw = RawForm.ofFailed(item, account, receivedAt);
            // Not its message, which may hold a customer's words.
            LOG.errorf(
                    "An item cannot be normalised by this version, and is kept as it is; please report this. id=%s problem=%s at=%s",
                    raw.event().id(),
                    e.getClass().getName(),
                    Stream.of(e.getStackTrace()).limit(5).toList());
            return Optional.of(raw);
        }
    }

    private static Optional<Normalised> item(Item item, String account, Instant receivedAt) {
        Optional<MessagingItem> messaging = item.messaging();
        Frame frame = new Frame(account, receivedAt, timeOf(item, messaging, receivedAt), item.raw(), Origin.WEBHOOK);
        if (item.entry().object().filter("instagram"::equals).isEmpty()) {
            return Optional.of(frame.unknown(UnknownReason.UNKNOWN_OBJECT, Parties.NOBODY, item));
        }
        if (Ownership.isTest(item, messaging)) {
            return Optional.of(frame.known(
                    EventNames.TEST_RECEIVED,
                    Parties.NOBODY,
                    EventId.ofItem(account, EventNames.TEST_RECEIVED, item.identity()),
                    json -> MetaFields.writeAsSent(json, "test", item.json())));
        }
        if (!Ownership.isOf(account, item, messaging)) {
            return Optional.of(frame.unknown(UnknownReason.UNKNOWN_ACCOUNT, Parties.NOBODY, item));
        }
        return messaging.isPresent()
                ? new Conversation(frame, messaging.get(), item).normalised()
                : Optional.of(new Publicity(frame, item.change(), item).normalised());
    }

    private static EventTime timeOf(Item item, Optional<MessagingItem> messaging, Instant receivedAt) {
        // The time of the entry is that of the notification, which may be one of many attempts.
        if (messaging.isPresent()) {
            return EventTime.of(messaging.get().timestamp(), receivedAt);
        }
        List<Instant> times = new ArrayList<>(item.change().times());
        item.entry().time().ifPresent(times::add);
        return EventTime.of(times, receivedAt);
    }
}
