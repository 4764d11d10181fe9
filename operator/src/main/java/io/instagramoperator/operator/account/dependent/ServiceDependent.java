package io.instagramoperator.operator.account.dependent;

import io.fabric8.kubernetes.api.model.Service;
import io.instagramoperator.operator.account.desired.Blueprint;
import io.instagramoperator.operator.account.desired.DesiredService;
import io.instagramoperator.operator.account.desired.ReceiverLabels;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/** Applies {@link DesiredService}. */
@KubernetesDependent(informer = @Informer(labelSelector = ReceiverLabels.SELECTOR))
public class ServiceDependent extends ReceiverObject<Service> {

    @Override
    Service desired(Blueprint blueprint) {
        return DesiredService.of(blueprint.account());
    }
}
