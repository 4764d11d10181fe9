package io.instagramoperator.operator.account.dependent;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.instagramoperator.operator.account.desired.Blueprint;
import io.instagramoperator.operator.account.desired.DesiredConfigMap;
import io.instagramoperator.operator.account.desired.ReceiverLabels;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.BooleanWithUndefined;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/** Applies {@link DesiredConfigMap}. The framework applies ConfigMaps by plain updates unless it is told otherwise. */
@KubernetesDependent(useSSA = BooleanWithUndefined.TRUE, informer = @Informer(labelSelector = ReceiverLabels.SELECTOR))
public class ConfigMapDependent extends ReceiverObject<ConfigMap> {

    @Override
    ConfigMap desired(Blueprint blueprint) {
        return DesiredConfigMap.of(blueprint);
    }
}
