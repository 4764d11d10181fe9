package io.instagramoperator.operator.subscription.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.instagramoperator.crds.subscription.ConditionType;
import io.instagramoperator.crds.subscription.EventSubscription;
import io.instagramoperator.crds.subscription.EventSubscriptionStatus;
import java.util.List;
import java.util.Optional;

/**
 * All that was observed about a subscription at one moment.
 *
 * @param subscription as last seen, with the status that was written last
 * @param accounts     those that it matches, in the order of their names
 */
public record Situation(EventSubscription subscription, List<MatchedAccount> accounts) {

    Optional<EventSubscriptionStatus> lastStatus() {
        return Optional.ofNullable(subscription.getStatus());
    }

    /** The condition that was written last about this very spec. */
    Optional<Condition> last(ConditionType type) {
        return lastStatus().stream()
                .flatMap(status -> status.conditions().stream())
                .filter(condition -> type.type().equals(condition.getType()))
                .filter(condition -> Long.valueOf(generation()).equals(condition.getObservedGeneration()))
                .findFirst();
    }

    long generation() {
        return subscription.getMetadata().getGeneration();
    }

    String namespace() {
        return subscription.getMetadata().getNamespace();
    }

    String name() {
        return subscription.getMetadata().getName();
    }
}
