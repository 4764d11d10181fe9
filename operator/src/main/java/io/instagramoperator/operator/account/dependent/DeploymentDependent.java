package io.instagramoperator.operator.account.dependent;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.desired.Blueprint;
import io.instagramoperator.operator.account.desired.DesiredDeployment;
import io.instagramoperator.operator.account.desired.ReceiverLabels;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/** Applies {@link DesiredDeployment}, made from the blueprint that the reconciler has put into the context. */
@KubernetesDependent(informer = @Informer(labelSelector = ReceiverLabels.SELECTOR))
public class DeploymentDependent extends CRUDKubernetesDependentResource<Deployment, InstagramAccount> {

    @Override
    protected Deployment desired(InstagramAccount account, Context<InstagramAccount> context) {
        return DesiredDeployment.of(
                context.managedWorkflowAndDependentResourceContext().getMandatory(Blueprint.class, Blueprint.class));
    }
}
