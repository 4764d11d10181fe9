package io.instagramoperator.operator.account.dependent;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.desired.DesiredVolumeClaim;
import io.instagramoperator.operator.account.desired.ReceiverLabels;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/** Applies {@link DesiredVolumeClaim}. */
@KubernetesDependent(informer = @Informer(labelSelector = ReceiverLabels.SELECTOR))
public class VolumeClaimDependent extends CRUDKubernetesDependentResource<PersistentVolumeClaim, InstagramAccount> {

    @Override
    protected PersistentVolumeClaim desired(InstagramAccount account, Context<InstagramAccount> context) {
        return DesiredVolumeClaim.of(account);
    }
}
