package io.instagramoperator.operator.app.dependent;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.instagramoperator.operator.app.desired.Blueprint;
import io.instagramoperator.operator.app.desired.DesiredDeployment;
import io.instagramoperator.operator.app.desired.GatewayLabels;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/** Applies {@link DesiredDeployment}. */
@KubernetesDependent(informer = @Informer(labelSelector = GatewayLabels.SELECTOR))
public class DeploymentDependent extends GatewayObject<Deployment> {

    @Override
    Deployment desired(Blueprint blueprint) {
        return DesiredDeployment.of(blueprint);
    }
}
