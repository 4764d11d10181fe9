package io.instagramoperator.operator.app.dependent;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.instagramoperator.operator.app.desired.Blueprint;
import io.instagramoperator.operator.app.desired.DesiredServiceAccount;
import io.instagramoperator.operator.app.desired.GatewayLabels;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/** Applies {@link DesiredServiceAccount}. */
@KubernetesDependent(informer = @Informer(labelSelector = GatewayLabels.SELECTOR))
public class ServiceAccountDependent extends GatewayObject<ServiceAccount> {

    @Override
    ServiceAccount desired(Blueprint blueprint) {
        return DesiredServiceAccount.of(blueprint.app());
    }
}
