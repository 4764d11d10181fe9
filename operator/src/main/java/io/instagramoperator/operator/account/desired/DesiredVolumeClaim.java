package io.instagramoperator.operator.account.desired;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.instagramoperator.crds.account.EmbeddedStoreSpec;
import io.instagramoperator.crds.account.InstagramAccount;

/** The PersistentVolumeClaim of the embedded store. It goes with the account. */
public final class DesiredVolumeClaim {

    private DesiredVolumeClaim() {}

    public static PersistentVolumeClaim of(InstagramAccount account) {
        EmbeddedStoreSpec store = account.getSpec().store().embedded();
        // @formatter:off
        return new PersistentVolumeClaimBuilder()
                .withMetadata(ReceiverLabels.metadata(account))
                .withNewSpec()
                    .withAccessModes("ReadWriteOnce")
                    // Left out rather than empty: an empty class means "no class", not "the default class".
                    .withStorageClassName(store.storageClassName().isEmpty() ? null : store.storageClassName())
                    .withNewResources()
                        .addToRequests("storage", store.size())
                    .endResources()
                .endSpec()
                .build();
        // @formatter:on
    }
}
