package io.instagramoperator.receiver.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.CharArrayWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The JSON that applications get: what all events have, around what only this kind has.
 *
 * @param event the event's name
 * @param account the Instagram id
 * @param from who did it: the customer, or the account
 * @param to the customer, if the account did it
 * @param time when
 * @param origin how it got here
 */
record EventData(
        String event, String account, Optional<String> from, Optional<String> to, EventTime time, Origin origin) {

    /** An item may be nested as deep as the limit for reading; here it is one level deeper. */
    private static final int MAX_NESTING = 2 * StreamReadConstraints.DEFAULT_MAX_DEPTH;

    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .build())
            .build());

    /** Writes the members that only one kind of event has. */
    @FunctionalInterface
    interface Body {
        void writeTo(JsonGenerator json) throws IOException;
    }

    String with(Body body) {
        CharArrayWriter text = new CharArrayWriter(512);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("platform", "instagram");
            json.writeStringField("event", event);
            json.writeStringField("account", account);
            writeOptional(json, "from", from);
            writeOptional(json, "to", to);
            json.writeNumberField("timestamp", Math.floorDiv(time.instant().toEpochMilli(), 1000L));
            json.writeNumberField("timestamp_ms", time.instant().toEpochMilli());
            body.writeTo(json);
            json.writeBooleanField("signature_verified", origin == Origin.WEBHOOK);
            if (origin == Origin.HISTORY) {
                json.writeBooleanField("recovered", true);
            }
            if (time.estimated()) {
                json.writeBooleanField("time_estimated", true);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return text.toString();
    }

    static void writeOptional(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }
}
