package io.instagramoperator.crds.account;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens at Meta and to the backlog before a deleted account goes. */
public enum DeletionPolicy {
    /** Unsubscribe at Meta, deliver the backlog, then go. Waits while Meta cannot be reached. */
    @JsonProperty("Drain")
    DRAIN,
    /** Unsubscribe at Meta, then go. Waits while Meta cannot be reached. */
    @JsonProperty("Delete")
    DELETE,
    /** Leave Meta as it is and go at once. */
    @JsonProperty("Orphan")
    ORPHAN
}
