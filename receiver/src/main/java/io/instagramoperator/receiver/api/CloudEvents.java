package io.instagramoperator.receiver.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.log.StoredEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Stored events in the JSON form of CloudEvents 1.0 ("JSON Event Format"). */
final class CloudEvents {

    static final String MEDIA_TYPE = "application/cloudevents+json";

    private static final JsonFactory JSON = new JsonFactory();
    private static final int BYTES_PER_EVENT = 1024;

    private final String source;

    /**
     * For one account.
     *
     * @param instagramId whose events these are
     */
    CloudEvents(String instagramId) {
        this.source = "/instagram/" + instagramId;
    }

    /** {@code {"events":[…],"next":"…"}}. */
    byte[] page(List<StoredEvent> events, Cursor next) {
        return json(BYTES_PER_EVENT * (events.size() + 1), json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("events");
            for (StoredEvent event : events) {
                write(event, json);
            }
            json.writeEndArray();
            json.writeStringField("next", next.toString());
            json.writeEndObject();
        });
    }

    /** One event. */
    byte[] one(StoredEvent event) {
        return json(BYTES_PER_EVENT, json -> write(event, json));
    }

    /** Server-sent events, each with its cursor as id. Without a name: a browser gives named ones to nobody who has not asked by name. */
    byte[] stream(List<StoredEvent> events) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BYTES_PER_EVENT * events.size());
        for (StoredEvent event : events) {
            bytes.writeBytes(("id: " + event.cursor() + "\ndata: ").getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(onOneLine(one(event)));
            bytes.write('\n');
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }

    /** What Meta sent may have line breaks, as JSON has them between its tokens, where a space does as well. */
    private static byte[] onOneLine(byte[] json) {
        for (int i = 0; i < json.length; i++) {
            if (json[i] == '\n' || json[i] == '\r') {
                json[i] = ' ';
            }
        }
        return json;
    }

    private void write(StoredEvent event, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("specversion", "1.0");
        json.writeStringField("id", event.id());
        json.writeStringField("source", source);
        json.writeStringField("type", "instagram." + event.event());
        if (event.conversation().isPresent()) {
            json.writeStringField("subject", event.conversation().get());
        }
        json.writeStringField("time", event.time().toString());
        json.writeStringField("datacontenttype", "application/json");
        json.writeStringField("sequence", "%020d".formatted(event.sequence()));
        if (event.conversation().isPresent()) {
            json.writeStringField("partitionkey", event.conversation().get());
        }
        json.writeFieldName("data");
        json.writeRawValue(event.data());
        json.writeEndObject();
    }

    private static byte[] json(int size, Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(size);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            writing.write(json);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private interface Writing {
        void write(JsonGenerator json) throws IOException;
    }
}
