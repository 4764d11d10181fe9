package io.instagramoperator.crds.pod;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.instagramoperator.crds.Patterns;

/**
 * A Secret of type {@code kubernetes.io/dockerconfigjson} in the namespace of the object that refers to it.
 *
 * @param name the Secret's name, 1 to 253 characters
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ImagePullSecret(
        @JsonPropertyDescription("Name of the Secret, in the same namespace.")
        @Required
        @Size(max = 253) @ValidationRule(
                value = "self.matches('" + Patterns.DNS_SUBDOMAIN + "')",
                message =
                        "name must be the name of a Secret: lower-case letters, digits, '-' and '.', for example registry-login")
        String name) {}
