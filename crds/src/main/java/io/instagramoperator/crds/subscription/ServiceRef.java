package io.instagramoperator.crds.subscription;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.instagramoperator.crds.Patterns;

/**
 * A Service in the namespace of the subscription, spoken to by plain HTTP.
 *
 * @param name the Service's name, 1 to 63 characters
 * @param port one of its ports, 1 to 65535
 * @param path of the endpoint, such as {@code /hooks}, perhaps with a query
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ServiceRef(
        @JsonPropertyDescription("Name of the Service, in the same namespace.")
        @Required
        @Size(max = 63) @ValidationRule(
                value = "self.matches('" + Patterns.SERVICE_NAME + "')",
                message = "name must be the name of a Service: lower-case letters, digits and '-', for example crm")
        String name,

        @JsonPropertyDescription("Port of the Service, 1 to 65535.") @Required @Min(1) @Max(65535) Integer port,

        @JsonPropertyDescription("Path of the endpoint.")
        @Default("/")
        @Size(max = 512) @ValidationRule(
                value = "self.matches('^/[][A-Za-z0-9._~:/?@!$&()*+,;=%-]*$') && isURL('http://service' + self)",
                message = "path must start with '/' and be the path of a URL, for example /hooks")
        String path) {}
