package io.instagramoperator.operator.account.dependent;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.desired.Blueprint;
import io.instagramoperator.operator.account.desired.ReceiverLabels;
import io.instagramoperator.operator.exposure.DesiredIngress;
import io.instagramoperator.operator.exposure.Exposure;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;

/** Applies {@link DesiredIngress} where it is wanted, and deletes it where it is not. */
@KubernetesDependent(informer = @Informer(labelSelector = ReceiverLabels.SELECTOR))
public class IngressDependent extends ReceiverObject<Ingress> {

    @Override
    Ingress desired(Blueprint blueprint) {
        return DesiredIngress.of(
                blueprint.account(),
                blueprint.account().getSpec().webhook(),
                ReceiverLabels.metadata(blueprint.account()));
    }

    @Override
    protected boolean stays(Context<InstagramAccount> context) {
        return exposure(context).ingressStays();
    }

    private static Exposure exposure(Context<InstagramAccount> context) {
        return context.managedWorkflowAndDependentResourceContext().getMandatory(Exposure.class, Exposure.class);
    }

    /** Only for accounts that ask for it. */
    public static class Wanted implements Condition<Ingress, InstagramAccount> {
        @Override
        public boolean isMet(
                DependentResource<Ingress, InstagramAccount> dependent,
                InstagramAccount account,
                Context<InstagramAccount> context) {
            return exposure(context).ingressWanted();
        }
    }
}
