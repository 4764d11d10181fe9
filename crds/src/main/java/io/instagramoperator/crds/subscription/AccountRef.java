package io.instagramoperator.crds.subscription;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.instagramoperator.crds.Patterns;

/**
 * An InstagramAccount in the namespace of the subscription.
 *
 * @param name the account's name, 1 to 63 characters
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AccountRef(
        @JsonPropertyDescription("Name of the InstagramAccount, in the same namespace.")
        @Required
        @Size(max = 63) @ValidationRule(
                value = "self.matches('" + Patterns.SERVICE_NAME + "')",
                message =
                        "name must be the name of an InstagramAccount: lower-case letters, digits and '-', for example acme; see kubectl get iga")
        String name) {}
