package io.instagramoperator.crds.webhook;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.instagramoperator.crds.Patterns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How Meta reaches the receiver of an account, or the gateway of a Meta app that accounts share.
 *
 * @param host         public host name of the callback URL; absent: the callback is the Service inside the cluster
 * @param ingress      the route is an Ingress; absent: no Ingress
 * @param gateway      the route is an HTTPRoute; absent: no HTTPRoute
 * @param fields       names of {@link WebhookField}, at least one. Strings, so that an older operator can still read a field it does not know
 * @param registration who registers the callback at Meta
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!(has(self.ingress) && has(self.gateway))",
        fieldPath = ".gateway",
        reason = "FieldValueForbidden",
        message = "the webhook has one route: give ingress or gateway, not both")
@ValidationRule(
        value = "has(self.host) || !(has(self.ingress) || has(self.gateway))",
        fieldPath = ".host",
        reason = "FieldValueRequired",
        message =
                "with ingress or gateway give the public host name that the route is for, for example hooks.example.com")
public record WebhookSpec(
        @JsonPropertyDescription(
                "Public host name of the callback; its URL is https://<host>/webhooks/<namespace>/<name>. Without it the callback is the Service inside the cluster: enough for the simulator, never for Meta.")
        @Size(max = 253) @ValidationRule(
                value = "self.matches('" + Patterns.HOST_NAME + "')",
                message =
                        "host must be a DNS name in lower case, without scheme, port and path, for example hooks.example.com")
        @Nullable String host,

        @JsonPropertyDescription(
                "Makes an Ingress from the host and the callback's path to port 8080 of Service <name>-receiver, of a MetaApp <name>-gateway. Not with gateway; with neither, whoever runs the cluster makes that route.")
        @Nullable IngressRoute ingress,

        @JsonPropertyDescription(
                "Makes an HTTPRoute of the Gateway API from the host and the callback's path to port 8080 of the same Service. Not with ingress.")
        @Nullable GatewayRoute gateway,

        @JsonPropertyDescription(
                "Webhook fields of Meta's object instagram to subscribe to: each switches on one kind of event. At least one, none twice.")
        @Default(
                "[\"messages\", \"messaging_postbacks\", \"message_reactions\", \"messaging_seen\", \"messaging_referral\"]")
        @SchemaFrom(type = WebhookField[].class)
        // And no list of type "set": server-side apply would merge a first list of one's own into the default one.
        @ValidationRule(
                value = "self.all(field, self.exists_one(other, other == field))",
                message = "name each webhook field once")
        @Size(min = 1, max = 16) List<String> fields,

        @JsonPropertyDescription(
                "Who registers the callback URL at Meta. Automatic: the receiver or gateway does and keeps it so. Manual: a human does in Meta's App Dashboard; receivers still subscribe their accounts.")
        @Default("Automatic")
        Registration registration) {}
