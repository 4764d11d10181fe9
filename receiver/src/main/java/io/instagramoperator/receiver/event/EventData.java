package io.instagramoperator.receiver.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import io.instagramoperator.receiver.log.Utf8Text;
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

    /** Not in two escapes: that would be another text. */
    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .build())
            .build());

    /** Writes the members that only one kind of event has. */
    @FunctionalInterface
    interface Body {
        void writeTo(JsonGenerator json) throws IOException;
    }

    Utf8Text with(Body body) {
        try {
            return Utf8Text.ofBytes(JSON.writeValueAsBytes(new Written(this, body)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
    }

    static void writeOptional(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    private void write(Body body, JsonGenerator json) throws IOException {
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
    }

    /** What the mapper writes itself, it writes to memory that it has used before. */
    private static final class Written extends JsonSerializable.Base {

        private final EventData data;
        private final Body body;

        Written(EventData data, Body body) {
            this.data = data;
            this.body = body;
        }

        @Override
        public void serialize(JsonGenerator json, SerializerProvider unused) throws IOException {
            data.write(body, json);
        }

        @Override
        public void serializeWithType(JsonGenerator json, SerializerProvider unused, TypeSerializer alsoUnused)
                throws IOException {
            data.write(body, json);
        }
    }
}
