package io.instagramoperator.crds.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import io.instagramoperator.crds.pod.PodsStatus;
import io.instagramoperator.crds.webhook.WebhookStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator has observed. A fact that is not known is absent.
 *
 * @param observedGeneration {@code metadata.generation} of the spec that this status is about; -1 until the operator has seen it
 * @param username           the account's user name at Instagram
 * @param callbackUrl        the URL at which Meta reaches the receiver
 * @param receiver           the receiver's pods
 * @param store              the receiver's volume
 * @param backlog            deliveries that are still to be made, of all subscriptions together
 * @param deadLetters        events that were given up, of all subscriptions together
 * @param lastEventTime      when the newest webhook of this account was accepted
 * @param token              what Meta says about the access token
 * @param webhook            what Meta says about the webhook
 * @param app                the Meta app that the receiver works with
 * @param retiredApp         the one before, as long as it still counts
 * @param conditions         one per {@link ConditionType} that applies
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record InstagramAccountStatus(
        @JsonPropertyDescription(
                "metadata.generation of the spec that this status is about; -1: the operator has not seen the object yet.")
        @Nullable Long observedGeneration,

        @JsonPropertyDescription("User name of the account at Instagram, as Meta reports it.") @Nullable String username,

        @JsonPropertyDescription(
                "URL at which Meta reaches the account: what is registered with the Meta app. With spec.appRef the gateway's.")
        @Nullable String callbackUrl,

        @JsonPropertyDescription("The receiver's pods.") @Nullable PodsStatus receiver,

        @JsonPropertyDescription("The receiver's volume.") @Nullable StoreStatus store,

        @JsonPropertyDescription("Deliveries that are still to be made, of all subscriptions together.") @Nullable Long backlog,

        @JsonPropertyDescription("Events that were given up after their maxAge, of all subscriptions together.")
        @Nullable Long deadLetters,

        @JsonPropertyDescription("When the newest webhook of this account was accepted.") @Nullable Instant lastEventTime,

        @JsonPropertyDescription("What Meta says about the access token.") @Nullable TokenStatus token,

        @JsonPropertyDescription("What Meta says about the webhook.") @Nullable WebhookStatus webhook,

        @JsonPropertyDescription("The Meta app that the receiver works with.") @Nullable AppInUse app,

        @JsonPropertyDescription(
                "The Meta app that the account had before. For 48 hours after a change webhooks of it are accepted, too: as long as Meta may repeat them.")
        @Nullable RetiredApp retiredApp,

        @JsonPropertyDescription(
                "Accepted, CredentialsReady, ReceiverReady, Exposed, Subscribed, TokenValid and Delivering say how far the account is; Ready sums them up; Reconciling and Stalled say whether the operator or a human is at work.")
        List<Condition> conditions) {

    /** An absent list is an empty one. */
    public InstagramAccountStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
