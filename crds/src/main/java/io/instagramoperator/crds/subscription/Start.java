package io.instagramoperator.crds.subscription;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a subscription begins when it first appears. */
public enum Start {
    /** With what arrives from then on. */
    @JsonProperty("Now")
    NOW,
    /** With the earliest event that the log still holds. */
    @JsonProperty("Earliest")
    EARLIEST
}
