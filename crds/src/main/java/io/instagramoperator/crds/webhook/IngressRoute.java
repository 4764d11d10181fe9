package io.instagramoperator.crds.webhook;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.instagramoperator.crds.Patterns;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The callback's way in by an Ingress.
 *
 * @param className     the IngressClass; absent: the cluster's default
 * @param annotations   of the Ingress, at most 32
 * @param tlsSecretName Secret with the host's certificate; absent: the Ingress says nothing of TLS
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record IngressRoute(
        @JsonPropertyDescription(
                "Name of the IngressClass, whose controller then serves the route. Without it the cluster's default class.")
        @Size(max = 253) @ValidationRule(
                value = "self.matches('" + Patterns.DNS_SUBDOMAIN + "')",
                message = "className must be the name of an IngressClass, for example nginx")
        @Nullable String className,

        @JsonPropertyDescription(
                "Annotations of the Ingress, such as cert-manager.io/cluster-issuer: letsencrypt. At most 32.")
        @Size(max = 32) @ValidationRule(
                value = "self.all(key, key.matches('" + Patterns.LABEL_KEY + "'))",
                message =
                        "annotations must have keys of letters, digits, '-', '_' and '.', perhaps after a prefix, for example cert-manager.io/cluster-issuer")
        Map<String, @Size(max = 4096) String> annotations,

        @JsonPropertyDescription(
                "Name of the Secret with the host's certificate, in the same namespace. The Ingress controller reads it, and cert-manager, say, makes it. Without it the Ingress has no TLS section: the controller's own certificate has to fit the host, since Meta only calls https.")
        @Size(max = 253) @ValidationRule(
                value = "self.matches('" + Patterns.DNS_SUBDOMAIN + "')",
                message =
                        "tlsSecretName must be the name of a Secret: lower-case letters, digits, '-' and '.', for example hooks-tls")
        @Nullable String tlsSecretName) {

    /** What is empty is left out when written, so it is absent when read again. */
    public IngressRoute {
        annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
    }
}
