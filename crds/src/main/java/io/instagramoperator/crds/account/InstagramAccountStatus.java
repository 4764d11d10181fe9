package io.instagramoperator.crds.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator has observed. A fact that is not known is absent.
 *
 * @param observedGeneration {@code metadata.generation} of the spec that this status is about
 * @param username           the account's user name at Instagram
 * @param callbackUrl        the URL at which Meta reaches the receiver
 * @param receiver           the receiver's pods
 * @param backlog            deliveries that are still to be made, of all subscriptions together
 * @param deadLetters        events that were given up, of all subscriptions together
 * @param lastEventTime      when the newest webhook of this account was accepted
 * @param token              what Meta says about the access token
 * @param webhook            what Meta says about the webhook
 * @param conditions         one per {@link ConditionType} that applies
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record InstagramAccountStatus(
        @JsonPropertyDescription("metadata.generation of the spec that this status is about.") @Nullable Long observedGeneration,

        @JsonPropertyDescription("User name of the account at Instagram, as Meta reports it.") @Nullable String username,

        @JsonPropertyDescription("URL at which Meta reaches the receiver: what is registered with the Meta app.")
        @Nullable String callbackUrl,

        @JsonPropertyDescription("The receiver's pods.") @Nullable ReceiverStatus receiver,

        @JsonPropertyDescription("Deliveries that are still to be made, of all subscriptions together.") @Nullable Long backlog,

        @JsonPropertyDescription("Events that were given up after their maxAge, of all subscriptions together.")
        @Nullable Long deadLetters,

        @JsonPropertyDescription("When the newest webhook of this account was accepted.") @Nullable Instant lastEventTime,

        @JsonPropertyDescription("What Meta says about the access token.") @Nullable TokenStatus token,

        @JsonPropertyDescription("What Meta says about the webhook.") @Nullable WebhookStatus webhook,

        @JsonPropertyDescription(
                "Accepted, CredentialsReady, ReceiverReady, Subscribed, TokenValid and Delivering say how far the account is; Ready sums them up; Reconciling and Stalled say whether the operator or a human is at work.")
        List<Condition> conditions) {

    /** An absent list is an empty one. */
    public InstagramAccountStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
