package io.instagramoperator.crds.app;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.instagramoperator.crds.GraphSpec;
import io.instagramoperator.crds.Patterns;
import io.instagramoperator.crds.SecretKeyRef;
import io.instagramoperator.crds.pod.PodsSpec;
import io.instagramoperator.crds.webhook.WebhookSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the platform team wants. The API server has filled in the defaults of every part that is not marked {@link Nullable}.
 *
 * @param appId          the app's id, 1 to 32 digits; immutable
 * @param secretRefs     1 to 4 app secrets; a webhook signed with any of them is accepted
 * @param verifyTokenRef the token of Meta's callback check; absent: derived from the app secret
 * @param webhook        how Meta reaches the gateway, and the fields that are wanted beside those of the accounts
 * @param graph          how the gateway calls Meta
 * @param gateway        the gateway's pods
 * @param deletionPolicy what happens at Meta before the object goes
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MetaAppSpec(
        @JsonPropertyDescription("Id of the Meta app: 1 to 32 digits, in quotes. Cannot be changed.")
        @Required
        @Size(max = 32) @ValidationRule(
                value = "self.matches('" + Patterns.META_ID + "')",
                message = "appId must be 1 to 32 digits: the App ID in Meta's App Dashboard")
        @ValidationRule(
                value = "self == oldSelf",
                message =
                        "appId cannot be changed: create another MetaApp for another app, and let the accounts refer to it")
        String appId,

        @JsonPropertyDescription(
                "Secret keys with the app secret, 1 to 4 of them. A signature made with any of them is accepted, so that a secret can be rotated: add the new one, change it at Meta, remove the old one. The receivers of the accounts mount them, too.")
        @Required
        @Size(min = 1, max = 4) List<SecretKeyRef> secretRefs,

        @JsonPropertyDescription(
                "Secret key with the verify token that Meta sends when it checks the callback URL. Without it the token is derived from the app secret.")
        @Nullable SecretKeyRef verifyTokenRef,

        @JsonPropertyDescription(
                "How Meta reaches the gateway, and what it is asked to send: these fields, and those of every account that refers to the app.")
        @Default("{}")
        WebhookSpec webhook,

        @JsonPropertyDescription("Meta's Graph API as the gateway calls it.") @Default("{}")
        GraphSpec graph,

        @JsonPropertyDescription("The pods that take the app's webhooks and pass them on.") @Default("{}")
        PodsSpec gateway,

        @JsonPropertyDescription(
                "What happens before this object goes when it is deleted, which it does only when no account refers to it any more. Delete: remove the callback at Meta, and wait while Meta cannot be reached. Orphan: leave Meta as it is.")
        @Default("Delete")
        DeletionPolicy deletionPolicy) {}
