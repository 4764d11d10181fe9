package io.instagramoperator.simulator.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.instagram.payload.Container;
import java.time.Instant;
import java.util.List;

/** What Meta wraps around updates. */
final class Envelope {

    private Envelope() {}

    /** Neighbours of one account and container share an entry; the order is kept. */
    static ObjectNode of(List<WebhookUpdate> updates, Instant time) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode().put("object", "instagram");
        ArrayNode entries = envelope.putArray("entry");
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        WebhookUpdate previous = null;
        for (WebhookUpdate update : updates) {
            if (previous == null || !sharesEntry(previous, update)) {
                // Seconds for changes, milliseconds for messages, as in Meta's samples.
                long entryTime = update.container() == Container.CHANGES ? time.getEpochSecond() : time.toEpochMilli();
                items = entries.addObject()
                        .put("time", entryTime)
                        .put("id", update.instagramId())
                        .putArray(update.container().member());
            }
            items.add(update.item());
            previous = update;
        }
        return envelope;
    }

    private static boolean sharesEntry(WebhookUpdate one, WebhookUpdate other) {
        return one.instagramId().equals(other.instagramId()) && one.container() == other.container();
    }
}
