package io.instagramoperator.crds.account;

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
 * How Meta reaches the receiver.
 *
 * @param host         public host name of the callback URL; absent: the callback is the Service inside the cluster
 * @param fields       names of {@link WebhookField}, at least one. Strings, so that an older operator can still read a field it does not know
 * @param registration who registers the callback at Meta
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record WebhookSpec(
        @JsonPropertyDescription(
                "Public host name at which Meta reaches the receiver; the callback URL is https://<host>/webhooks/<namespace>/<name>. Without it the callback is the Service inside the cluster: enough for the simulator, never for Meta.")
        @Size(max = 253) @ValidationRule(
                value = "self.matches('" + Patterns.HOST_NAME + "')",
                message =
                        "host must be a DNS name in lower case, without scheme, port and path, for example hooks.example.com")
        @Nullable String host,

        @JsonPropertyDescription(
                "Webhook fields of Meta's object instagram to subscribe to: each switches on one kind of event. At least one, none twice.")
        @Default(
                "[\"messages\", \"messaging_postbacks\", \"message_reactions\", \"messaging_seen\", \"messaging_referral\"]")
        @SchemaFrom(type = WebhookField[].class)
        @Size(min = 1, max = 16) List<String> fields,

        @JsonPropertyDescription(
                "Who registers the callback URL at Meta. Automatic: the receiver does and keeps it so. Manual: a human does in Meta's App Dashboard; the receiver still subscribes the account.")
        @Default("Automatic")
        Registration registration) {}
