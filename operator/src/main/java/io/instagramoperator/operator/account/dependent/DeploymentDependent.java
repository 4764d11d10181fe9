package io.instagramoperator.operator.account.dependent;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.desired.DesiredDeployment;
import io.instagramoperator.operator.account.desired.ReceiverLabels;
import io.instagramoperator.operator.settings.ReceiverSettings;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/** Applies {@link DesiredDeployment}, with the settings that the reconciler has put into the context. */
@KubernetesDependent(informer = @Informer(labelSelector = ReceiverLabels.SELECTOR))
public class DeploymentDependent extends CRUDKubernetesDependentResource<Deployment, InstagramAccount> {

    @Override
    protected Deployment desired(InstagramAccount account, Context<InstagramAccount> context) {
        return DesiredDeployment.of(
                account,
                context.managedWorkflowAndDependentResourceContext()
                        .getMandatory(ReceiverSettings.class, ReceiverSettings.class));
    }
}
