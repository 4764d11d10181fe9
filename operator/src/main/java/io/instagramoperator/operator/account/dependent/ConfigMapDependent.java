package io.instagramoperator.operator.account.dependent;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.desired.Blueprint;
import io.instagramoperator.operator.account.desired.DesiredConfigMap;
import io.instagramoperator.operator.account.desired.ReceiverLabels;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.BooleanWithUndefined;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/** Applies {@link DesiredConfigMap}, made from the blueprint that the reconciler has put into the context. The framework applies ConfigMaps by plain updates unless it is told otherwise. */
@KubernetesDependent(useSSA = BooleanWithUndefined.TRUE, informer = @Informer(labelSelector = ReceiverLabels.SELECTOR))
public class ConfigMapDependent extends CRUDKubernetesDependentResource<ConfigMap, InstagramAccount> {

    @Override
    protected ConfigMap desired(InstagramAccount account, Context<InstagramAccount> context) {
        return DesiredConfigMap.of(
                context.managedWorkflowAndDependentResourceContext().getMandatory(Blueprint.class, Blueprint.class));
    }
}
