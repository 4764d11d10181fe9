package io.instagramoperator.receiver.cloudevent;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.log.StoredEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stored events in the forms of CloudEvents 1.0: JSON ("JSON Event Format") and headers ("HTTP Protocol Binding"). */
public final class CloudEvents {

    /** Of the form of {@link #one}. */
    public static final String MEDIA_TYPE = "application/cloudevents+json";

    /** Of the data alone. */
    public static final String DATA_MEDIA_TYPE = "application/json";

    private static final String SPEC_VERSION = "1.0";
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
                write(event, false, json);
            }
            json.writeEndArray();
            json.writeStringField("next", next.toString());
            json.writeEndObject();
        });
    }

    /** One event. */
    public byte[] one(StoredEvent event) {
        return one(event, false);
    }

    /**
     * One event.
     *
     * @param replayed whether somebody asked for it once more; the event then says so
     */
    public byte[] one(StoredEvent event, boolean replayed) {
        return json(BYTES_PER_EVENT, json -> write(event, replayed, json));
    }

    /**
     * The attributes of one event as the headers of a request whose body is its data ("binary content mode").
     *
     * @param replayed whether somebody asked for it once more; the event then says so
     */
    public Map<String, String> headers(StoredEvent event, boolean replayed) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce-specversion", SPEC_VERSION);
        headers.put("ce-id", HeaderValue.of(event.id()));
        headers.put("ce-source", HeaderValue.of(source));
        headers.put("ce-type", HeaderValue.of(type(event)));
        event.conversation().ifPresent(subject -> headers.put("ce-subject", HeaderValue.of(subject)));
        headers.put("ce-time", event.time().toString());
        headers.put("content-type", DATA_MEDIA_TYPE);
        headers.put("ce-sequence", sequence(event.sequence()));
        event.conversation().ifPresent(key -> headers.put("ce-partitionkey", HeaderValue.of(key)));
        if (replayed) {
            headers.put("ce-replayed", "true");
        }
        return headers;
    }

    /**
     * Server-sent events, each with its cursor as id. They have no name: a browser gives named ones only to who has asked for
     * them by name.
     */
    public byte[] stream(List<StoredEvent> events) {
        return json(BYTES_PER_EVENT * events.size(), json -> {
            for (StoredEvent event : events) {
                json.writeRaw("id: " + event.cursor() + "\ndata: ");
                write(event, false, json);
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

    private void write(StoredEvent event, boolean replayed, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("specversion", SPEC_VERSION);
        json.writeStringField("id", event.id());
        json.writeStringField("source", source);
        json.writeStringField("type", type(event));
        if (event.conversation().isPresent()) {
            json.writeStringField("subject", event.conversation().get());
        }
        json.writeStringField("time", event.time().toString());
        json.writeStringField("datacontenttype", DATA_MEDIA_TYPE);
        json.writeStringField("sequence", sequence(event.sequence()));
        if (event.conversation().isPresent()) {
            json.writeStringField("partitionkey", event.conversation().get());
        }
        if (replayed) {
            json.writeBooleanField("replayed", true);
        }
        json.writeFieldName("data");
        json.writeRawValue(onOneLine(event.data()));
        json.writeEndObject();
    }

    private static String type(StoredEvent event) {
        return "instagram." + event.event();
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
