package io.instagramoperator.receiver.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.instagramoperator.instagram.digest.Sha256;
import io.instagramoperator.instagram.payload.Container;
import io.instagramoperator.instagram.payload.Entry;
import io.instagramoperator.instagram.payload.ExactJson;
import io.instagramoperator.instagram.payload.Item;
import io.instagramoperator.instagram.payload.RawJson;
import io.instagramoperator.instagram.payload.Unreadable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The event of what is no item that could be read: its bytes, which also make its id. */
record RawForm(
        UnknownReason reason,
        Optional<Entry> entry,
        Optional<Container> container,
        RawJson raw,
        String account,
        Instant receivedAt) {

    private static final int MAX_SHOWN_BYTES = 256 * 1024;

    /**
     * What is JSON is shown as JSON; anything else as a text, in which what is not UTF-8 is replaced. Of what is too large to
     * be shown only the digest: a body of control characters would be six times its size.
     */
    static Normalised of(Unreadable unreadable, String account, Instant receivedAt) {
        RawForm form = new RawForm(
                UnknownReason.of(unreadable.reason()),
                unreadable.entry(),
                unreadable.container(),
                unreadable.raw(),
                account,
                receivedAt);
        return form.showing(form.raw.length() > MAX_SHOWN_BYTES ? form.digest() : form.content());
    }

    /** Of an item that this version fails to normalise. Nothing is done with its content any more. */
    static Normalised ofFailed(Item item, String account, Instant receivedAt) {
        RawForm form = new RawForm(
                UnknownReason.NOT_NORMALISED,
                Optional.of(item.entry()),
                Optional.of(item.container()),
                item.raw(),
                account,
                receivedAt);
        return form.showing(form.digest());
    }

    private Normalised showing(JsonNode shown) {
        EventTime time = EventTime.of(Optional.empty(), receivedAt);
        Frame frame = new Frame(account, receivedAt, time, raw, Origin.WEBHOOK);
        return frame.unknown(reason, Parties.NOBODY, id(), shown);
    }

    /** The same bytes in another place say something else. */
    private String id() {
        return EventId.of(
                account,
                EventNames.UNKNOWN,
                List.of(
                        reason.label(),
                        entry.isPresent() ? "entry" : "body",
                        entry.flatMap(Entry::object).orElse(""),
                        entry.flatMap(Entry::id).orElse(""),
                        container.map(Container::member).orElse(""),
                        Sha256.hexOf(raw.bytes())));
    }

    private JsonNode digest() {
        ObjectNode digest = JsonNodeFactory.instance.objectNode();
        digest.put("bytes", raw.length());
        digest.put("sha256", Sha256.hexOf(raw.bytes()));
        return digest;
    }

    private JsonNode content() {
        try {
            return ExactJson.read(raw);
        } catch (IOException e) {
            return TextNode.valueOf(new String(raw.bytes(), StandardCharsets.UTF_8));
        }
    }
}
