package io.instagramoperator.crds.subscription;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a label is compared. */
public enum LabelOperator {
    /** It has one of the values. */
    @JsonProperty("In")
    IN,
    /** It has none of the values, or is not there. */
    @JsonProperty("NotIn")
    NOT_IN,
    /** It is there. */
    @JsonProperty("Exists")
    EXISTS,
    /** It is not there. */
    @JsonProperty("DoesNotExist")
    DOES_NOT_EXIST
}
