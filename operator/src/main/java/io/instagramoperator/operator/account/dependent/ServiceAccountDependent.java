package io.instagramoperator.operator.account.dependent;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.instagramoperator.operator.account.desired.Blueprint;
import io.instagramoperator.operator.account.desired.DesiredServiceAccount;
import io.instagramoperator.operator.account.desired.ReceiverLabels;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/** Applies {@link DesiredServiceAccount}. */
@KubernetesDependent(informer = @Informer(labelSelector = ReceiverLabels.SELECTOR))
public class ServiceAccountDependent extends ReceiverObject<ServiceAccount> {

    @Override
    ServiceAccount desired(Blueprint blueprint) {
        return DesiredServiceAccount.of(blueprint.account());
    }
}
