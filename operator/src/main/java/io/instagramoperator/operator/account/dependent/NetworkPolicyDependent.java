package io.instagramoperator.operator.account.dependent;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.desired.Blueprint;
import io.instagramoperator.operator.account.desired.DesiredNetworkPolicy;
import io.instagramoperator.operator.account.desired.ReceiverLabels;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;

/** Applies {@link DesiredNetworkPolicy}, and deletes it where the operator was told to make none. */
@KubernetesDependent(informer = @Informer(labelSelector = ReceiverLabels.SELECTOR))
public class NetworkPolicyDependent extends ReceiverObject<NetworkPolicy> {

    @Override
    NetworkPolicy desired(Blueprint blueprint) {
        return DesiredNetworkPolicy.of(blueprint);
    }

    private static Blueprint blueprint(Context<InstagramAccount> context) {
        return context.managedWorkflowAndDependentResourceContext().getMandatory(Blueprint.class, Blueprint.class);
    }

    /** Unless the operator was told to make none. */
    public static class Wanted implements Condition<NetworkPolicy, InstagramAccount> {
        @Override
        public boolean isMet(
                DependentResource<NetworkPolicy, InstagramAccount> dependent,
                InstagramAccount account,
                Context<InstagramAccount> context) {
            return blueprint(context).settings().networkPolicy();
        }
    }
}
