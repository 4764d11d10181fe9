package io.instagramoperator.crds.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who registers the callback URL with the Meta app. */
public enum Registration {
    /** The receiver or gateway registers it and puts it right when it finds it changed. */
    @JsonProperty("Automatic")
    AUTOMATIC,
    /** A human registers it in Meta's App Dashboard; receivers only subscribe their accounts. */
    @JsonProperty("Manual")
    MANUAL
}
