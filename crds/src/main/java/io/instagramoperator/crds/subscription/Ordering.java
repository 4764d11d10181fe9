package io.instagramoperator.crds.subscription;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is kept in order. */
public enum Ordering {
    /** The events of a conversation; conversations go in parallel. */
    @JsonProperty("Conversation")
    CONVERSATION
}
