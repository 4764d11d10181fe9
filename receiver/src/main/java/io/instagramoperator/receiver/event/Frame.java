package io.instagramoperator.receiver.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.instagramoperator.instagram.payload.Item;
import io.instagramoperator.instagram.payload.RawJson;
import io.instagramoperator.receiver.log.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What all events of an update have, whatever it says.
 *
 * @param account the Instagram id
 * @param raw the update as Meta sent it
 * @param origin how it got here
 */
record Frame(String account, Instant receivedAt, EventTime time, RawJson raw, Origin origin) {

    Normalised known(String name, Parties parties, String id, EventData.Body body) {
        return new Normalised(event(name, parties, id, body), Optional.empty());
    }

    /** An item that is not understood. Without knowing what it says, the same in another place is taken for another. */
    Normalised unknown(UnknownReason reason, Parties parties, Item item) {
        return unknown(reason, parties, item, item.container().member(), item.identity());
    }

    /**
     * An item that is not understood, but is known in several places.
     *
     * @param place the same for all of them
     * @param identity the same in all of them
     */
    Normalised unknown(UnknownReason reason, Parties parties, Item item, String place, JsonNode identity) {
        List<String> id = List.of(
                item.entry().object().orElse(""), item.entry().id().orElse(""), place, CanonicalForm.of(identity));
        return unknown(reason, parties, EventId.of(account, EventNames.UNKNOWN, id), item.json());
    }

    /**
     * Something that is not understood.
     *
     * @param shown what it is, for people to look at
     */
    Normalised unknown(UnknownReason reason, Parties parties, String id, JsonNode shown) {
        EventData.Body body = json -> {
            json.writeStringField("reason", reason.label());
            MetaFields.writeAsSent(json, "raw", shown);
        };
        return new Normalised(event(EventNames.UNKNOWN, parties, id, body), Optional.of(reason));
    }

    private Event event(String name, Parties parties, String id, EventData.Body body) {
        EventData data = new EventData(name, account, parties.from(), parties.to(), time, origin);
        return new Event(id, name, parties.customer(), time.instant(), receivedAt, data.with(body), Optional.of(raw));
    }
}
