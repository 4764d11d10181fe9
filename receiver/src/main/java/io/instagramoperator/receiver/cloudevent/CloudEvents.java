package io.instagramoperator.receiver.cloudevent;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.log.StoredEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** Stored events in the JSON form of CloudEvents 1.0 ("JSON Event Format"). */
public final class CloudEvents {

    /** Of the form of {@link #one}. */
    public static final String MEDIA_TYPE = "application/cloudevents+json";

    private static final JsonFactory JSON = new JsonFactory().setRootValueSeparator("");
    private static final String ZEROS = "0".repeat(20);
    private static final int BYTES_PER_EVENT = 1024;

    private final String source;

    /**
     * For one account.
     *
     * @param instagramId whose events these are
     */
    public CloudEvents(String instagramId) {
        this.source = "/instagram/" + instagramId;
    }

    /** {@code {"events":[…],"next":"…"}}. */
    public byte[] page(List<StoredEvent> events, Cursor next) {
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
    public byte[] one(StoredEvent event) {
        return json(BYTES_PER_EVENT, json -> write(event, json));
    }

    /**
     * Server-sent events, each with its cursor as id. They have no name: a browser gives named ones only to who has asked for
     * them by name.
     */
    public byte[] stream(List<StoredEvent> events) {
        return json(BYTES_PER_EVENT * events.size(), json -> {
            for (StoredEvent event : events) {
                json.writeRaw("id: " + event.cursor() + "\ndata: ");
                write(event, json);
                json.writeRaw("\n\n");
            }
        });
    }

    /** What Meta sent may have line breaks, as JSON has them between its tokens, where a space does as well. */
    private static String onOneLine(String json) {
        return json.indexOf('\n') < 0 && json.indexOf('\r') < 0
                ? json
                : json.replace('\n', ' ').replace('\r', ' ');
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
        json.writeStringField("sequence", sequence(event.sequence()));
        if (event.conversation().isPresent()) {
            json.writeStringField("partitionkey", event.conversation().get());
        }
        json.writeFieldName("data");
        json.writeRawValue(onOneLine(event.data()));
        json.writeEndObject();
    }

    /** 20 digits. */
    private static String sequence(long sequence) {
        String digits = Long.toString(sequence);
        return ZEROS.substring(digits.length()) + digits;
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
