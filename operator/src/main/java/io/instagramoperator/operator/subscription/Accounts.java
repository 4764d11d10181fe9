package io.instagramoperator.operator.subscription;

import io.fabric8.kubernetes.api.model.Condition;
import io.instagramoperator.crds.account.ConditionType;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.subscription.EventSubscription;
import io.instagramoperator.operator.subscription.desired.Selection;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The accounts of subscriptions. Which are a subscription's is asked anew each time, since it changes with their labels; a subscription is reconciled
 * when an account that it matches comes, changes its labels or the readiness of its receiver, or goes, or is matched no longer.
 */
final class Accounts extends InformerEventSource<InstagramAccount, EventSubscription> {

    private final IndexerResourceCache<EventSubscription> subscriptions;

    Accounts(EventSourceContext<EventSubscription> context) {
        super(
                InformerEventSourceConfiguration.from(InstagramAccount.class, EventSubscription.class)
                        .withName("accounts")
                        .withOnUpdateFilter(Accounts::changed)
                        .withSecondaryToPrimaryMapper(account -> subscriptionsOf(account, context.getPrimaryCache()))
                        .build(),
                context);
        this.subscriptions = context.getPrimaryCache();
    }

    @Override
    public Set<InstagramAccount> getSecondaryResources(EventSubscription subscription) {
        return list(subscription.getMetadata().getNamespace(), account -> Selection.matches(subscription, account))
                .collect(Collectors.toSet());
    }

    /** The framework tells the subscriptions that match the account now; those that have matched it have to know, too. */
    @Override
    public void onUpdate(InstagramAccount before, InstagramAccount now) {
        super.onUpdate(before, now);
        if (changed(now, before)) {
            subscriptionsOf(before, subscriptions)
                    .forEach(subscription -> getEventHandler().handleEvent(new Event(subscription)));
        }
    }

    /** The subscriptions that match the account of this id. */
    Set<ResourceID> subscriptionsOf(ResourceID account) {
        return get(account).map(found -> subscriptionsOf(found, subscriptions)).orElse(Set.of());
    }

    private static boolean changed(InstagramAccount now, InstagramAccount before) {
        return !Objects.equals(
                        now.getMetadata().getLabels(), before.getMetadata().getLabels())
                || !receiverReady(now).equals(receiverReady(before));
    }

    private static Optional<String> receiverReady(InstagramAccount account) {
        return Optional.ofNullable(account.getStatus()).stream()
                .flatMap(status -> status.conditions().stream())
                .filter(condition -> ConditionType.RECEIVER_READY.type().equals(condition.getType()))
                .map(Condition::getReason)
                .findFirst();
    }

    private static Set<ResourceID> subscriptionsOf(
            InstagramAccount account, IndexerResourceCache<EventSubscription> subscriptions) {
        return subscriptions
                .list(account.getMetadata().getNamespace(), subscription -> Selection.matches(subscription, account))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }
}
