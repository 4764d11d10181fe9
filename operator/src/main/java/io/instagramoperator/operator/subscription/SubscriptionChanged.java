package io.instagramoperator.operator.subscription;

import io.instagramoperator.crds.subscription.EventSubscription;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/** Which changes of a subscription start a reconcile: of its spec. Not of its status, which only the operator writes. */
public class SubscriptionChanged implements OnUpdateFilter<EventSubscription> {

    @Override
    public boolean accept(EventSubscription now, EventSubscription before) {
        return !Objects.equals(
                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
                || !Objects.equals(
                        now.getMetadata().getUid(), before.getMetadata().getUid());
    }
}
