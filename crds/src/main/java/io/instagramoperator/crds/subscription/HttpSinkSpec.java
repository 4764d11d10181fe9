package io.instagramoperator.crds.subscription;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.instagramoperator.crds.SecretKeyRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that events are posted to.
 *
 * @param url               its address, http or https; absent with {@code service}
 * @param service           a Service of the subscription's namespace; absent with {@code url}
 * @param signingSecretRef  the secret that requests are signed with; absent with {@code signingSecretRefs}
 * @param signingSecretRefs 1 or 2 such secrets, with each of which every request is signed; empty with {@code signingSecretRef}
 * @param format            what the body of a request is
 * @param timeout           until the whole answer must be there, 1 s to 60 s, such as {@code 15s}
 * @param headersRef        extra headers
 * @param caRef             certificates in PEM that are trusted instead of the public authorities
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "has(self.url) != has(self.service)",
        message =
                "give exactly one of url and service: url is the address of an endpoint anywhere, service names a Service of this namespace")
@ValidationRule(
        value = "has(self.signingSecretRef) != has(self.signingSecretRefs)",
        message =
                "give exactly one of signingSecretRef and signingSecretRefs: the Secret key with the Standard Webhooks secret, or two of them while it is rotated")
public record HttpSinkSpec(
        @JsonPropertyDescription(
                "Address of the endpoint, http or https. Private, loopback and link-local addresses are refused, unless an administrator allows their network. Exactly one of url and service is required.")
        @Size(max = 1024) @ValidationRule(
                value =
                        "self.matches('^https?://[][A-Za-z0-9._~:%-]+([/?][][A-Za-z0-9._~:/?@!$&()*+,;=%-]*)?$') && isURL(self) && url(self).getHostname() != ''",
                message =
                        "url must be an http or https URL with a host, without user and fragment, for example https://crm.example.com/hooks")
        @Nullable String url,

        @JsonPropertyDescription(
                "A Service of the same namespace, which may have a private address. Exactly one of url and service is required.")
        @Nullable ServiceRef service,

        @JsonPropertyDescription(
                "Secret key with the Standard Webhooks secret (whsec_…) that requests are signed with. Exactly one of signingSecretRef and signingSecretRefs is required.")
        @Nullable SecretKeyRef signingSecretRef,

        @JsonPropertyDescription(
                "Secret keys with Standard Webhooks secrets (whsec_…), 1 or 2 of them. Every request is signed with each, so that a secret can be rotated: add the new one, change it at the endpoint, remove the old one.")
        @Size(min = 1, max = 2) List<SecretKeyRef> signingSecretRefs,

        @JsonPropertyDescription(
                "What the body of a request is. CloudEvents: the event as a CloudEvent in JSON. CloudEventsBinary: the event's data, its attributes as headers. Plain: the data alone.")
        @Default("CloudEvents")
        Format format,

        @JsonPropertyDescription("How long the endpoint has to answer, 1s to 60s.")
        @Default("15s")
        @Size(max = 32) @ValidationRule(
                value =
                        "self.matches('^([0-9]{1,2}m)?([0-9]{1,4}s)?$') && self != '' && duration(self) >= duration('1s') && duration(self) <= duration('60s')",
                message = "timeout must be 1s to 60s, in whole seconds (s), for example 15s")
        String timeout,

        @JsonPropertyDescription(
                "Secret whose keys are names of extra headers and whose values are theirs, such as an API key of the endpoint. All its keys are sent.")
        @Nullable HeadersRef headersRef,

        @JsonPropertyDescription(
                "Secret key with the certificates, in PEM, that are trusted instead of the public authorities.")
        @Nullable SecretKeyRef caRef) {

    /** An absent list is an empty one. */
    public HttpSinkSpec {
        signingSecretRefs = signingSecretRefs == null ? List.of() : List.copyOf(signingSecretRefs);
    }
}
