package io.instagramoperator.operator.account;

import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.subscription.EventSubscription;
import io.instagramoperator.operator.account.desired.Blueprint;
import io.instagramoperator.operator.settings.ReceiverSettings;
import io.instagramoperator.operator.subscription.desired.InForce;
import io.instagramoperator.operator.subscription.desired.Selection;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The subscriptions of accounts. Which are an account's is asked anew each time, since it changes with the labels of the account, too; accounts are
 * reconciled when a subscription that matches them comes, changes or goes, or matches them no longer.
 */
final class Subscriptions extends InformerEventSource<EventSubscription, InstagramAccount> {

    private final IndexerResourceCache<InstagramAccount> accounts;

    Subscriptions(EventSourceContext<InstagramAccount> context) {
        super(
                InformerEventSourceConfiguration.from(EventSubscription.class, InstagramAccount.class)
                        .withName("subscriptions")
                        .withOnUpdateFilter(Subscriptions::changed)
                        .withSecondaryToPrimaryMapper(
                                subscription -> accountsOf(subscription, context.getPrimaryCache()))
                        .build(),
                context);
        this.accounts = context.getPrimaryCache();
    }

    /** What the receiver of an account is to be made from now. */
    static Blueprint blueprint(InstagramAccount account, Context<InstagramAccount> context, ReceiverSettings settings) {
        return new Blueprint(
                account, InForce.of(account, context.getSecondaryResourcesAsStream(EventSubscription.class)), settings);
    }

    @Override
    public Set<EventSubscription> getSecondaryResources(InstagramAccount account) {
        return list(account.getMetadata().getNamespace(), subscription -> Selection.matches(subscription, account))
                .collect(Collectors.toSet());
    }

    /** The framework tells the accounts that the subscription matches now; those that it has matched have to know, too. */
    @Override
    public void onUpdate(EventSubscription before, EventSubscription now) {
        super.onUpdate(before, now);
        if (changed(now, before)) {
            accountsOf(before, accounts).forEach(account -> getEventHandler().handleEvent(new Event(account)));
        }
    }

    private static boolean changed(EventSubscription now, EventSubscription before) {
        return !Objects.equals(
                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
                || !Objects.equals(
                        now.getMetadata().getUid(), before.getMetadata().getUid())
                || now.isMarkedForDeletion() != before.isMarkedForDeletion();
    }

    private static Set<ResourceID> accountsOf(
            EventSubscription subscription, IndexerResourceCache<InstagramAccount> accounts) {
        return accounts.list(
                        subscription.getMetadata().getNamespace(), account -> Selection.matches(subscription, account))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }
}
