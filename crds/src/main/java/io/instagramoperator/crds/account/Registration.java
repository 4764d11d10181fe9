package io.instagramoperator.crds.account;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who registers the callback URL with the Meta app. */
public enum Registration {
    /** The receiver registers it and puts it right when it finds it changed. */
    @JsonProperty("Automatic")
    AUTOMATIC,
    /** A human registers it in Meta's App Dashboard; the receiver subscribes only the account. */
    @JsonProperty("Manual")
    MANUAL
}
