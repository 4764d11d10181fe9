package io.instagramoperator.receiver.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.instagramoperator.instagram.digest.Sha256;
import io.instagramoperator.instagram.payload.Container;
import io.instagramoperator.instagram.payload.ExactJson;
import io.instagramoperator.instagram.payload.Item;
import io.instagramoperator.instagram.payload.MessagingItem;
import io.instagramoperator.instagram.payload.Unreadable;
import io.instagramoperator.instagram.payload.Update;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives updates their one form. */
public final class Normaliser {

    private static final int MAX_SHOWN_BYTES = 256 * 1024;

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
            case Unreadable unreadable -> Optional.of(unreadable(unreadable, account, receivedAt));
            case Item item -> item(item, account, receivedAt);
        };
    }

    private static Optional<Normalised> item(Item item, String account, Instant receivedAt) {
        Optional<MessagingItem> messaging = item.messaging();
        Frame frame = new Frame(account, receivedAt, timeOf(item, messaging, receivedAt), item.raw(), Origin.WEBHOOK);
        if (Ownership.isTest(item, messaging)) {
            return Optional.of(frame.known(
                    EventNames.TEST_RECEIVED,
                    Parties.NOBODY,
                    EventId.ofItem(account, EventNames.TEST_RECEIVED, item.identity()),
                    json -> {
                        json.writeFieldName("test");
                        json.writeTree(item.json());
                    }));
        }
        if (item.entry().object().filter("instagram"::equals).isEmpty()) {
            return Optional.of(frame.unknown(UnknownReason.UNKNOWN_OBJECT, Parties.NOBODY, item));
        }
        if (!Ownership.isOf(account, item, messaging)) {
            return Optional.of(frame.unknown(UnknownReason.UNKNOWN_ACCOUNT, Parties.NOBODY, item));
        }
        return messaging.isPresent()
                ? new Conversation(frame, messaging.get(), item).normalised()
                : Optional.of(new Publicity(frame, item.change(), item).normalised());
    }

    private static EventTime timeOf(Item item, Optional<MessagingItem> messaging, Instant receivedAt) {
        if (item.container() != Container.CHANGES) {
            return EventTime.of(messaging.flatMap(MessagingItem::timestamp), receivedAt);
        }
        List<Instant> times = new ArrayList<>(item.change().times());
        item.entry().time().ifPresent(times::add);
        return EventTime.of(times, receivedAt);
    }

    /**
     * What is JSON is shown as JSON; anything else as a text, in which what is not UTF-8 is replaced. Of what is too large to
     * be shown only the digest: a body of control characters would be six times its size.
     */
    private static Normalised unreadable(Unreadable unreadable, String account, Instant receivedAt) {
        EventTime time = EventTime.of(Optional.empty(), receivedAt);
        Frame frame = new Frame(account, receivedAt, time, unreadable.raw(), Origin.WEBHOOK);
        UnknownReason reason = UnknownReason.of(unreadable.reason());
        if (unreadable.raw().length() > MAX_SHOWN_BYTES) {
            ObjectNode digest = JsonNodeFactory.instance.objectNode();
            digest.put("bytes", unreadable.raw().length());
            digest.put("sha256", Sha256.hexOf(unreadable.raw().bytes()));
            return frame.unknown(reason, Parties.NOBODY, EventId.ofItem(account, EventNames.UNKNOWN, digest), digest);
        }
        try {
            JsonNode json = ExactJson.read(unreadable.raw());
            return frame.unknown(reason, Parties.NOBODY, EventId.ofItem(account, EventNames.UNKNOWN, json), json);
        } catch (IOException e) {
            byte[] bytes = unreadable.raw().bytes();
            // As a text, two bodies with different broken characters would be the same.
            String id = EventId.of(account, EventNames.UNKNOWN, List.of("bytes", Sha256.hexOf(bytes)));
            return frame.unknown(
                    reason, Parties.NOBODY, id, TextNode.valueOf(new String(bytes, StandardCharsets.UTF_8)));
        }
    }
}
