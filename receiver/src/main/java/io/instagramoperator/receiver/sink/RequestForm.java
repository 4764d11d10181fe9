package io.instagramoperator.receiver.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.instagramoperator.receiver.cloudevent.CloudEvents;
import io.instagramoperator.receiver.config.Subscription.Format;
import io.instagramoperator.receiver.log.StoredEvent;
import java.util.Map;

/** An event as a request carries it, before the request is signed. */
final class RequestForm {

    private final Map<String, String> headers;
    private final byte[] body;

    private RequestForm(Map<String, String> headers, byte[] body) {
        this.headers = headers;
        this.body = body;
    }

    /**
     * Of an event.
     *
     * @param replayed whether somebody asked for it once more
     * @param instagramId whose event it is
     */
    static RequestForm of(StoredEvent event, boolean replayed, Format format, String instagramId) {
        CloudEvents events = new CloudEvents(instagramId);
        return switch (format) {
            case CLOUD_EVENTS ->
                new RequestForm(Map.of("content-type", CloudEvents.MEDIA_TYPE), events.one(event, replayed));
            case CLOUD_EVENTS_BINARY -> new RequestForm(events.headers(event, replayed), data(event));
            case PLAIN -> new RequestForm(Map.of("content-type", CloudEvents.DATA_MEDIA_TYPE), data(event));
        };
    }

    /** By names in small letters, {@code content-type} among them. */
    Map<String, String> headers() {
        return headers;
    }

    /** Exactly as it is signed and sent. */
    byte[] body() {
        return body;
    }

    private static byte[] data(StoredEvent event) {
        return event.data().getBytes(UTF_8);
    }
}
