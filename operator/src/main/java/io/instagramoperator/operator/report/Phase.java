package io.instagramoperator.operator.report;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a process does now. */
public enum Phase {
    @JsonProperty("Running")
    RUNNING,
    @JsonProperty("Draining")
    DRAINING,
    @JsonProperty("Drained")
    DRAINED,
    /** Webhooks are answered 503: there is no valid configuration, no app secret, or no room. */
    @JsonProperty("Refusing")
    REFUSING
}
