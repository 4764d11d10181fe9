package io.instagramoperator.operator.subscription.desired;

import static java.util.Comparator.comparing;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.instagramoperator.crds.subscription.EventSubscription;
import java.util.List;
import java.util.stream.Stream;

/** Which subscriptions an account's receiver is told of. */
public final class InForce {

    /** A receiver refuses a configuration with more. */
    public static final int MOST = 100;

    private InForce() {}

    /** Those of all subscriptions of a namespace that match the account and that a receiver can take: in the order of their names, the first 100. */
    public static List<EventSubscription> of(HasMetadata account, Stream<EventSubscription> subscriptions) {
        return subscriptions
                .filter(subscription -> !subscription.isMarkedForDeletion()
                        && Selection.matches(subscription, account)
                        && SinkUrl.objection(subscription).isEmpty())
                .sorted(comparing(subscription -> subscription.getMetadata().getName()))
                .limit(MOST)
                .toList();
    }
}
