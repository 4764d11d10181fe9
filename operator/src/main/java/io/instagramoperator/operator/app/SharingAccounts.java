package io.instagramoperator.operator.app;

import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.operator.app.desired.Sharing;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The accounts of apps: those that refer to an app, those that use it, and those that did so lately. An app is reconciled when an account comes to
 * it, leaves it, is deleted or goes, changes its spec, or is found to be a duplicate; and when the account of its own name does.
 */
final class SharingAccounts extends InformerEventSource<InstagramAccount, MetaApp> {

    private static final String NAME = "accounts";
    private static final String INDEX = "app";

    SharingAccounts(EventSourceContext<MetaApp> context) {
        super(
                InformerEventSourceConfiguration.from(InstagramAccount.class, MetaApp.class)
                        .withName(NAME)
                        .withOnUpdateFilter(SharingAccounts::changed)
                        .withSecondaryToPrimaryMapper(account -> concerned(account, context.getPrimaryCache()))
                        .build(),
                context);
        addIndexers(Map.of(
                INDEX,
                account -> appsOf(account).stream().map(ResourceID::toString).toList()));
    }

    /** The account of the app's own name, whether or not it shares the app: its callback has the same path. */
    static Optional<InstagramAccount> namesakeOf(MetaApp app, Context<MetaApp> context) {
        return ((SharingAccounts) context.eventSourceRetriever().getEventSourceFor(InstagramAccount.class, NAME))
                .get(ResourceID.fromResource(app));
    }

    @Override
    public Set<InstagramAccount> getSecondaryResources(MetaApp app) {
        return Set.copyOf(byIndex(INDEX, ResourceID.fromResource(app).toString()));
    }

    /** The framework tells the apps that the account has now; those that it has left have to know, too. */
    @Override
    public void onUpdate(InstagramAccount before, InstagramAccount now) {
        super.onUpdate(before, now);
        if (changed(now, before)) {
            appsOf(before).forEach(app -> getEventHandler().handleEvent(new Event(app)));
        }
    }

    private static boolean changed(InstagramAccount now, InstagramAccount before) {
        return !Objects.equals(
                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
                || !Objects.equals(
                        now.getMetadata().getUid(), before.getMetadata().getUid())
                || now.isMarkedForDeletion() != before.isMarkedForDeletion()
                || !Sharing.all(now).equals(Sharing.all(before))
                || !Sharing.acceptedReason(now).equals(Sharing.acceptedReason(before));
    }

    private static Set<ResourceID> concerned(InstagramAccount account, IndexerResourceCache<MetaApp> apps) {
        return Stream.concat(
                        appsOf(account).stream(),
                        apps.get(ResourceID.fromResource(account)).map(ResourceID::fromResource).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<ResourceID> appsOf(InstagramAccount account) {
        return Sharing.all(account).stream()
                .map(app -> new ResourceID(app, account.getMetadata().getNamespace()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
