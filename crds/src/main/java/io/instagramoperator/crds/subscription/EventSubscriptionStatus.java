package io.instagramoperator.crds.subscription;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator has observed. A fact that is not known is absent.
 *
 * @param observedGeneration {@code metadata.generation} of the spec that this status is about; -1 until the operator has seen it
 * @param url                the address that events are posted to, without its query
 * @param matchedAccounts    how many accounts the subscription matches
 * @param backlog            events that are still to be delivered, of all accounts together
 * @param oldestSeconds      how long the oldest of them has waited, in seconds
 * @param deadLetters        events that were given up, of all accounts together
 * @param accounts           how far each account that was heard is, by its name
 * @param conditions         one per {@link ConditionType} that applies
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EventSubscriptionStatus(
        @JsonPropertyDescription(
                "metadata.generation of the spec that this status is about; -1: the operator has not seen the object yet.")
        @Nullable Long observedGeneration,

        @JsonPropertyDescription("Address that events are posted to, without its query.") @Nullable String url,

        @JsonPropertyDescription("How many accounts the subscription matches.") @Nullable Integer matchedAccounts,

        @JsonPropertyDescription("Events that are still to be delivered, of all accounts together.") @Nullable Long backlog,

        @JsonPropertyDescription("How long the oldest event that is still to be delivered has waited, in seconds.")
        @Nullable Long oldestSeconds,

        @JsonPropertyDescription("Events that were given up after their maxAge, of all accounts together.") @Nullable Long deadLetters,

        @JsonPropertyDescription(
                "How far each account is, by its name; those whose receiver has not reported on the subscription are not there.")
        List<AccountDelivery> accounts,

        @JsonPropertyDescription(
                "Accepted and Delivering say how far the subscription is; Ready sums them up; Reconciling and Stalled say whether the operator or a human is at work.")
        List<Condition> conditions) {

    /** An absent list is an empty one. */
    public EventSubscriptionStatus {
        accounts = accounts == null ? List.of() : List.copyOf(accounts);
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
