package io.instagramoperator.crds.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * The receiver's pods.
 *
 * @param ready   pods that are ready
 * @param desired pods that should be
 * @param version the receiver's version, once it has reported it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReceiverStatus(
        @JsonPropertyDescription("Pods that are ready.") int ready,

        @JsonPropertyDescription("Pods that should be ready.")
        int desired,

        @JsonPropertyDescription("Version of the receiver that runs.") @Nullable String version) {}
