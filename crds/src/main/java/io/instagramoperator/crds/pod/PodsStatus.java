package io.instagramoperator.crds.pod;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a receiver or of a gateway.
 *
 * @param ready   pods that are ready
 * @param desired pods that should be
 * @param version version of what runs in them, once it has reported it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PodsStatus(
        @JsonPropertyDescription("Pods that are ready.") int ready,

        @JsonPropertyDescription("Pods that should be ready.")
        int desired,

        @JsonPropertyDescription("Version that runs.") @Nullable String version) {}
