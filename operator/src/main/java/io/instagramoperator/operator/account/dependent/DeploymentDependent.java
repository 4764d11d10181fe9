package io.instagramoperator.operator.account.dependent;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.desired.Blueprint;
import io.instagramoperator.operator.account.desired.DesiredDeployment;
import io.instagramoperator.operator.account.desired.ReceiverLabels;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/** Applies {@link DesiredDeployment}. */
@KubernetesDependent(informer = @Informer(labelSelector = ReceiverLabels.SELECTOR))
public class DeploymentDependent extends ReceiverObject<Deployment> {

    @Override
    Deployment desired(Blueprint blueprint) {
        return DesiredDeployment.of(blueprint);
    }

    /**
     * An apply cannot take away what somebody else has set, and the API server refuses settings of a rolling update beside another strategy. So
     * the strategy is put back first.
     */
    @Override
    public Deployment update(
            Deployment actual, Deployment desired, InstagramAccount account, Context<InstagramAccount> context) {
        refuseUnlessOurs(actual, account, context);
        if (actual.getSpec().getStrategy().getRollingUpdate() == null) {
            return super.update(actual, desired, account, context);
        }
        PatchContext merge = new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(context.getControllerConfiguration().fieldManager())
                .build();
        Deployment without = context.getClient().resource(actual).patch(merge, """
                {"metadata":{"uid":"%s"},"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}
                """.formatted(
                        actual.getMetadata().getUid()));
        return super.update(without, desired, account, context);
    }
}
