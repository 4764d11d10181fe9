package io.instagramoperator.receiver.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.instagramoperator.instagram.payload.Container;
import io.instagramoperator.instagram.payload.Item;
import io.instagramoperator.instagram.payload.MessagingItem;
import io.instagramoperator.instagram.payload.RawJson;
import io.instagramoperator.instagram.payload.Unreadable;
import io.instagramoperator.instagram.payload.Update;
import io.instagramoperator.receiver.log.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Gives updates their one form. */
public final class Normaliser {

    /** Readers of events with the usual limit of 1,000 are to follow. */
    private static final int MAX_SHOWN_NESTING = 200;

    private static final ObjectReader STRICT = new JsonMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_SHOWN_NESTING)
                            .build())
                    .build())
            .readerFor(JsonNode.class)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final int MAX_SHOWN_BYTES = 256 * 1024;

    private Normaliser() {}

    /**
     * The event of an update. Never fails: whatever is not understood is {@code unknown} and carries what Meta sent.
     *
     * @param account the Instagram id of the account that this receiver serves
     * @param receivedAt when the delivery was received
     */
    public static Normalised normalise(Update update, String account, Instant receivedAt) {
        return switch (update) {
            case Unreadable unreadable ->
                unknown(
                        UnknownReason.of(unreadable.reason()),
                        account,
                        receivedAt,
                        readAgain(unreadable.raw()),
                        update.raw());
            case Item item -> item(item, account, receivedAt);
        };
    }

    private static Normalised item(Item item, String account, Instant receivedAt) {
        Optional<MessagingItem> messaging = item.messaging();
        if (Ownership.isTest(item, messaging)) {
            return test(item, messaging, account, receivedAt);
        }
        if (item.entry().object().filter("instagram"::equals).isEmpty()) {
            return unknown(UnknownReason.UNKNOWN_OBJECT, account, receivedAt, item.json(), item.raw());
        }
        if (!Ownership.isOf(account, item, messaging)) {
            return unknown(UnknownReason.UNKNOWN_ACCOUNT, account, receivedAt, item.json(), item.raw());
        }
        if (messaging.isEmpty()) {
            return unknown(UnknownReason.UNKNOWN_FIELD, account, receivedAt, item.json(), item.raw());
        }
        JsonNode json = item.container() == Container.CHANGES ? item.json().path("value") : item.json();
        String prefix = item.container() == Container.STANDBY ? "standby." : "";
        return new Conversation(account, receivedAt, prefix, messaging.get(), json, item.raw()).normalised();
    }

    private static Normalised test(Item item, Optional<MessagingItem> messaging, String account, Instant receivedAt) {
        EventTime time = EventTime.of(messaging.flatMap(MessagingItem::timestamp), receivedAt);
        EventData data = new EventData(EventNames.TEST_RECEIVED, account, Optional.empty(), Optional.empty(), time);
        Event event = new Event(
                EventId.ofItem(account, EventNames.TEST_RECEIVED, item.json()),
                EventNames.TEST_RECEIVED,
                Optional.empty(),
                time.instant(),
                receivedAt,
                data.with(json -> {
                    json.writeFieldName("test");
                    json.writeTree(item.json());
                }),
                Optional.of(item.raw()));
        return new Normalised(event, Optional.empty());
    }

    private static Normalised unknown(
            UnknownReason reason, String account, Instant receivedAt, JsonNode shown, RawJson raw) {
        EventTime time = EventTime.of(Optional.empty(), receivedAt);
        EventData data = new EventData(EventNames.UNKNOWN, account, Optional.empty(), Optional.empty(), time);
        Event event = new Event(
                EventId.ofItem(account, EventNames.UNKNOWN, shown),
                EventNames.UNKNOWN,
                Optional.empty(),
                time.instant(),
                receivedAt,
                data.with(json -> writeUnknown(json, reason, shown)),
                Optional.of(raw));
        return new Normalised(event, Optional.of(reason));
    }

    static void writeUnknown(JsonGenerator json, UnknownReason reason, JsonNode shown) throws IOException {
        json.writeStringField("reason", reason.label());
        json.writeFieldName("raw");
        json.writeTree(shown);
    }

    /**
     * What is JSON is shown as JSON; anything else as a text, in which what is not UTF-8 is replaced. Of what is too large to
     * be shown only the digest: a body of control characters alone would be six times its size.
     */
    private static JsonNode readAgain(RawJson raw) {
        byte[] bytes = raw.bytes();
        if (bytes.length > MAX_SHOWN_BYTES) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("bytes", bytes.length)
                    .put("sha256", EventId.sha256Of(bytes));
        }
        try {
            JsonNode json = STRICT.readTree(bytes);
            return json.isMissingNode() ? TextNode.valueOf("") : json;
        } catch (IOException e) {
            return TextNode.valueOf(new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
