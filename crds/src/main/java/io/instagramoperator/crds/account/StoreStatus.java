package io.instagramoperator.crds.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Quantity;

/**
 * The receiver's volume.
 *
 * @param size what the volume has for certain
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record StoreStatus(
        @JsonPropertyDescription(
                "Size of the volume. Less than spec.store.embedded.size while the volume grows, or when its storage class does not let it grow.")
        @Required
        Quantity size) {}
