package io.instagramoperator.crds.app;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens at Meta before a deleted app goes. */
public enum DeletionPolicy {
    /** Remove the callback at Meta, then go. Waits while Meta cannot be reached. */
    @JsonProperty("Delete")
    DELETE,
    /** Leave Meta as it is and go at once. */
    @JsonProperty("Orphan")
    ORPHAN
}
