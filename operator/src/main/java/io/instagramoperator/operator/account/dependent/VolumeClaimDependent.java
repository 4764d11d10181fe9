package io.instagramoperator.operator.account.dependent;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.instagramoperator.operator.account.desired.Blueprint;
import io.instagramoperator.operator.account.desired.DesiredVolumeClaim;
import io.instagramoperator.operator.account.desired.ReceiverLabels;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/** Applies {@link DesiredVolumeClaim}. */
@KubernetesDependent(informer = @Informer(labelSelector = ReceiverLabels.SELECTOR))
public class VolumeClaimDependent extends ReceiverObject<PersistentVolumeClaim> {

    @Override
    PersistentVolumeClaim desired(Blueprint blueprint) {
        return DesiredVolumeClaim.of(blueprint.account());
    }
}
