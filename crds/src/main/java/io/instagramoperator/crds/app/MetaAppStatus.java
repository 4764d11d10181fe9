package io.instagramoperator.crds.app;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import io.instagramoperator.crds.pod.PodsStatus;
import io.instagramoperator.crds.webhook.WebhookStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator has observed. A fact that is not known is absent.
 *
 * @param observedGeneration {@code metadata.generation} of the spec that this status is about; -1 until the operator has seen it
 * @param callbackUrl        the URL at which Meta reaches the gateway
 * @param accounts           how many accounts refer to the app
 * @param gateway            the gateway's pods
 * @param webhook            what Meta says about the webhook
 * @param outage             the last time in which webhooks may have been lost, as long as they can be read back
 * @param unknownAccounts    Instagram ids of accounts for which webhooks come, and to which there is no InstagramAccount; at most 10
 * @param conditions         one per {@link ConditionType} that applies
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MetaAppStatus(
        @JsonPropertyDescription(
                "metadata.generation of the spec that this status is about; -1: the operator has not seen the object yet.")
        @Nullable Long observedGeneration,

        @JsonPropertyDescription("URL at which Meta reaches the gateway: what is registered with the Meta app.")
        @Nullable String callbackUrl,

        @JsonPropertyDescription("InstagramAccounts that refer to this app.") @Nullable Integer accounts,

        @JsonPropertyDescription("The gateway's pods.") @Nullable PodsStatus gateway,

        @JsonPropertyDescription("What Meta says about the webhook.") @Nullable WebhookStatus webhook,

        @JsonPropertyDescription(
                "The last time in which Meta may not have sent the app's webhooks to the gateway: the callback was missing, led elsewhere, or lacked fields. The receivers read back what was not delivered, so it is shown for 7 days.")
        @Nullable OutageStatus outage,

        @JsonPropertyDescription(
                "Instagram ids of accounts whose webhooks come although no InstagramAccount that refers to this app has the id, at most 10. Their events are not kept: create an InstagramAccount, or unsubscribe the account at Meta.")
        List<String> unknownAccounts,

        @JsonPropertyDescription(
                "Accepted, CredentialsReady, GatewayReady, Exposed and Subscribed say how far the app is; Ready sums them up; Reconciling and Stalled say whether the operator or a human is at work.")
        List<Condition> conditions) {

    /** An absent list is an empty one. */
    public MetaAppStatus {
        unknownAccounts = unknownAccounts == null ? List.of() : List.copyOf(unknownAccounts);
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
