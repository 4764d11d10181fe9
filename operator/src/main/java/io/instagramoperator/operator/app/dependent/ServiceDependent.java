package io.instagramoperator.operator.app.dependent;

import io.fabric8.kubernetes.api.model.Service;
import io.instagramoperator.operator.app.desired.Blueprint;
import io.instagramoperator.operator.app.desired.DesiredService;
import io.instagramoperator.operator.app.desired.GatewayLabels;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/** Applies {@link DesiredService}. */
@KubernetesDependent(informer = @Informer(labelSelector = GatewayLabels.SELECTOR))
public class ServiceDependent extends GatewayObject<Service> {

    @Override
    Service desired(Blueprint blueprint) {
        return DesiredService.of(blueprint.app());
    }
}
