package io.instagramoperator.crds.webhook;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/**
 * The callback's way in by an HTTPRoute of the Gateway API.
 *
 * @param parentRefs the Gateways that serve the route, 1 to 8, none twice
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GatewayRoute(
        @JsonPropertyDescription("The Gateways that serve the route. At least one, none twice.")
        @Required
        @ValidationRule(
                value = "self.all(ref, self.exists_one(other, other == ref))",
                message = "parentRefs must name each Gateway, or each of its listeners, only once")
        @Size(min = 1, max = 8) List<GatewayRef> parentRefs) {}
