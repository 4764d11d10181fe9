package io.instagramoperator.crds.webhook;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.instagramoperator.crds.Patterns;
import org.jspecify.annotations.Nullable;

/**
 * A Gateway, or one of its listeners. The only reference with a namespace: a Gateway usually has one of its own, and decides by the
 * {@code allowedRoutes} of its listeners who may use it.
 *
 * @param name        the Gateway's name, 1 to 253 characters
 * @param namespace   the Gateway's namespace; absent: that of the object itself
 * @param sectionName name of a listener; absent: all that fit
 * @param port        port of listeners; absent: all that fit
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GatewayRef(
        @JsonPropertyDescription("Name of the Gateway.")
        @Required
        @Size(max = 253) @ValidationRule(
                value = "self.matches('" + Patterns.DNS_SUBDOMAIN + "')",
                message =
                        "name must be the name of a Gateway: lower-case letters, digits, '-' and '.', for example public")
        String name,

        @JsonPropertyDescription(
                "Namespace of the Gateway, which has to allow routes from this one. Without it the object's own.")
        @Size(max = 63) @ValidationRule(
                value = "self.matches('" + Patterns.NAMESPACE + "')",
                message =
                        "namespace must be the name of a namespace: lower-case letters, digits and '-', for example ingress")
        @Nullable String namespace,

        @JsonPropertyDescription("Name of a listener of the Gateway. Without it all listeners that fit the host.")
        @Size(max = 253) @ValidationRule(
                value = "self.matches('" + Patterns.DNS_SUBDOMAIN + "')",
                message =
                        "sectionName must be the name of a listener of the Gateway: lower-case letters, digits, '-' and '.', for example https")
        @Nullable String sectionName,

        @JsonPropertyDescription(
                "Port of the Gateway's listeners, 1 to 65535. Without it all listeners that fit the host.")
        @Min(1) @Max(65535) @Nullable Integer port) {}
