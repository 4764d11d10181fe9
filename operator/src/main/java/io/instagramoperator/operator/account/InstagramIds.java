package io.instagramoperator.operator.account;

import static java.util.Comparator.comparing;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.instagramoperator.crds.account.InstagramAccount;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who has which Instagram id among all watched accounts. When one comes or goes, the others with
 * its id are reconciled: another may be the oldest now.
 */
final class InstagramIds extends AbstractEventSource<InstagramAccount, InstagramAccount>
        implements ResourceEventAware<InstagramAccount> {

    private static final String INDEX = "instagramId";

    /** Creation times have whole seconds: of two accounts of the same second either may be first, but always the same. */
    private static final Comparator<HasMetadata> BY_AGE = comparing(
                    (HasMetadata account) -> account.getMetadata().getCreationTimestamp())
            .thenComparing(account -> account.getMetadata().getNamespace())
            .thenComparing(account -> account.getMetadata().getName());

    private final IndexerResourceCache<InstagramAccount> accounts;

    InstagramIds(IndexerResourceCache<InstagramAccount> accounts) {
        super(InstagramAccount.class, "instagram-ids");
        this.accounts = accounts;
        accounts.addIndexer(INDEX, account -> List.of(account.getSpec().instagramId()));
    }

    /** The oldest account with the same id, if that is another one. */
    static Optional<InstagramAccount> elderOf(
            InstagramAccount account, IndexedResourceCache<InstagramAccount> accounts) {
        return accounts.byIndex(INDEX, account.getSpec().instagramId()).stream()
                .filter(other -> BY_AGE.compare(other, account) < 0)
                .min(BY_AGE);
    }

    /** One that comes is not always the youngest: it may be of the same second as another. */
    @Override
    public void onResourceCreated(InstagramAccount account) {
        reconcileOthersThan(account);
    }

    @Override
    public void onResourceDeleted(InstagramAccount account) {
        reconcileOthersThan(account);
    }

    private void reconcileOthersThan(InstagramAccount account) {
        ResourceID id = ResourceID.fromResource(account);
        accounts.byIndex(INDEX, account.getSpec().instagramId()).stream()
                .map(ResourceID::fromResource)
                .filter(other -> !other.equals(id))
                .forEach(other -> getEventHandler().handleEvent(new Event(other)));
    }

    @Override
    public Set<InstagramAccount> getSecondaryResources(InstagramAccount primary) {
        return Set.of();
    }
}
