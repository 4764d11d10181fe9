package io.instagramoperator.operator.account;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.app.ConditionType;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.crds.app.MetaAppStatus;
import io.instagramoperator.operator.account.metaapp.AppOutage;
import io.instagramoperator.operator.account.metaapp.WantedApp;
import io.instagramoperator.operator.condition.Verdict;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The MetaApps that accounts share. An account is reconciled when its own, or one of the account's name, comes, changes in what concerns accounts,
 * or goes.
 */
final class SharedApps extends InformerEventSource<MetaApp, InstagramAccount> {

    private static final String NAME = "shared-apps";
    private static final String INDEX = "appRef";

    SharedApps(EventSourceContext<InstagramAccount> context) {
        super(
                InformerEventSourceConfiguration.from(MetaApp.class, InstagramAccount.class)
                        .withName(NAME)
                        .withOnUpdateFilter(SharedApps::concernsAccounts)
                        .withSecondaryToPrimaryMapper(app -> accountsOf(app, context.getPrimaryCache()))
                        .build(),
                context);
        context.getPrimaryCache().addIndexer(INDEX, account -> appOf(account).map(ResourceID::toString).stream()
                .toList());
    }

    /** What the account's spec asks for, as far as it is there. */
    static WantedApp wantedBy(InstagramAccount account, Context<InstagramAccount> context) {
        return WantedApp.of(account.getSpec(), context.getSecondaryResource(MetaApp.class));
    }

    /** The last outage of the app that the account's spec asks for, if it is over. */
    static Optional<AppOutage> outage(Context<InstagramAccount> context) {
        return context.getSecondaryResource(MetaApp.class).flatMap(AppOutage::of);
    }

    /** The MetaApp of the account's own name, whether or not the account shares it: its callback has the same path. */
    static Optional<MetaApp> namesakeOf(InstagramAccount account, Context<InstagramAccount> context) {
        return ((SharedApps) context.eventSourceRetriever().getEventSourceFor(MetaApp.class, NAME))
                .get(ResourceID.fromResource(account));
    }

    @Override
    public Set<MetaApp> getSecondaryResources(InstagramAccount account) {
        return appOf(account).flatMap(this::get).map(Set::of).orElse(Set.of());
    }

    /** Its spec, whether Meta sends webhooks to it, and when it did not; not how many pods and accounts it has. */
    static boolean concernsAccounts(MetaApp now, MetaApp before) {
        return !Objects.equals(
                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
                || !Objects.equals(
                        now.getMetadata().getUid(), before.getMetadata().getUid())
                || !subscribed(now).equals(subscribed(before))
                || !AppOutage.of(now).equals(AppOutage.of(before));
    }

    private static Optional<Verdict> subscribed(MetaApp app) {
        List<Condition> conditions = Optional.ofNullable(app.getStatus())
                .map(MetaAppStatus::conditions)
                .orElse(List.of());
        return conditions.stream()
                .filter(condition -> ConditionType.SUBSCRIBED.type().equals(condition.getType()))
                .findFirst()
                .map(Verdict::of);
    }

    private static Set<ResourceID> accountsOf(HasMetadata app, IndexerResourceCache<InstagramAccount> accounts) {
        ResourceID id = ResourceID.fromResource(app);
        return Stream.concat(accounts.byIndex(INDEX, id.toString()).stream(), accounts.get(id).stream())
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    private static Optional<ResourceID> appOf(InstagramAccount account) {
        return Optional.ofNullable(account.getSpec().appRef())
                .map(ref -> new ResourceID(ref.name(), account.getMetadata().getNamespace()));
    }
}
