package io.instagramoperator.crds.pod;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/**
 * Requests and limits by resource name, as in a container. Where both are empty the operator chooses.
 *
 * @param requests what the scheduler sets aside
 * @param limits   what the container may use at most
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value =
                "!has(self.requests) || !has(self.limits) || self.requests.all(k, !(k in self.limits) || !isQuantity(string(self.requests[k])) || !isQuantity(string(self.limits[k])) || quantity(string(self.requests[k])).compareTo(quantity(string(self.limits[k]))) <= 0)",
        fieldPath = ".requests",
        message = "each request must be at most its limit: lower the request or raise the limit")
public record PodResources(
        @JsonPropertyDescription("What the scheduler sets aside for the container: cpu, memory, ephemeral-storage.")
        @Size(max = 3) @ValidationRule(
                value =
                        "self.all(k, k in ['cpu', 'memory', 'ephemeral-storage'] && isQuantity(string(self[k])) && !quantity(string(self[k])).isLessThan(quantity('0')))",
                message =
                        "requests may have cpu, memory and ephemeral-storage, each a quantity, for example memory: 256Mi")
        Map<String, Quantity> requests,

        @JsonPropertyDescription("What the container may use at most: cpu, memory, ephemeral-storage.")
        @Size(max = 3) @ValidationRule(
                value =
                        "self.all(k, k in ['cpu', 'memory', 'ephemeral-storage'] && isQuantity(string(self[k])) && !quantity(string(self[k])).isLessThan(quantity('0')))",
                message =
                        "limits may have cpu, memory and ephemeral-storage, each a quantity, for example memory: 256Mi")
        Map<String, Quantity> limits) {

    /** Absent maps, which the schema allows, are empty ones here. */
    public PodResources {
        requests = requests == null ? Map.of() : requests;
        limits = limits == null ? Map.of() : limits;
    }
}
