package io.instagramoperator.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * One key of a Secret in the namespace of the object that refers to it.
 *
 * @param name the Secret's name, 1 to 253 characters
 * @param key  the key in the Secret's data, 1 to 253 characters
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SecretKeyRef(
        @JsonPropertyDescription("Name of the Secret, in the same namespace.")
        @Required
        @Size(max = 253) @ValidationRule(
                value = "self.matches('" + Patterns.DNS_SUBDOMAIN + "')",
                message =
                        "name must be the name of a Secret: lower-case letters, digits, '-' and '.', for example acme-meta")
        String name,

        @JsonPropertyDescription("Key in the Secret's data that holds the value.")
        @Required
        @Size(max = 253) @ValidationRule(
                value = "self.matches('^[-._a-zA-Z0-9]+$') && self != '.' && !self.startsWith('..')",
                message = "key must be a key of a Secret: letters, digits, '-', '_' and '.', for example app-secret")
        String key) {}
