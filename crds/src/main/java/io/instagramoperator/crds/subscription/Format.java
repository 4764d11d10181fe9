package io.instagramoperator.crds.subscription;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the body of a request is. */
public enum Format {
    /** The event as a CloudEvent, structured mode: JSON. */
    @JsonProperty("CloudEvents")
    CLOUD_EVENTS,
    /** The event's data as body and the other attributes as headers: a CloudEvent, binary mode. */
    @JsonProperty("CloudEventsBinary")
    CLOUD_EVENTS_BINARY,
    /** The event's data alone. */
    @JsonProperty("Plain")
    PLAIN
}
