package io.instagramoperator.crds.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.instagramoperator.crds.Patterns;

/**
 * A MetaApp in the namespace of the account.
 *
 * @param name the MetaApp's name, 1 to 63 characters
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AppRef(
        @JsonPropertyDescription("Name of the MetaApp, in the same namespace.")
        @Required
        @Size(max = 63) @ValidationRule(
                value = "self.matches('" + Patterns.SERVICE_NAME + "')",
                message =
                        "name must be the name of a MetaApp: lower-case letters, digits and '-', for example agency; see kubectl get metaapp")
        String name) {}
