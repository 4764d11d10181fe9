package io.instagramoperator.operator.app.dependent;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.operator.app.desired.Blueprint;
import io.instagramoperator.operator.app.desired.GatewayLabels;
import io.instagramoperator.operator.exposure.DesiredIngress;
import io.instagramoperator.operator.exposure.Exposure;
import io.instagramoperator.operator.identity.Identity;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;

/** Applies {@link DesiredIngress} where it is wanted, and deletes it where it is not. */
@KubernetesDependent(informer = @Informer(labelSelector = GatewayLabels.SELECTOR))
public class IngressDependent extends GatewayObject<Ingress> {

    @Override
    Ingress desired(Blueprint blueprint) {
        return DesiredIngress.of(
                blueprint.app(), blueprint.app().getSpec().webhook(), Identity.GATEWAY.metadata(blueprint.app()));
    }

    @Override
    protected boolean stays(Context<MetaApp> context) {
        return exposure(context).ingressStays();
    }

    private static Exposure exposure(Context<MetaApp> context) {
        return context.managedWorkflowAndDependentResourceContext().getMandatory(Exposure.class, Exposure.class);
    }

    /** Only for apps that ask for it. */
    public static class Wanted implements Condition<Ingress, MetaApp> {

        @Override
        public boolean isMet(DependentResource<Ingress, MetaApp> dependent, MetaApp app, Context<MetaApp> context) {
            return exposure(context).ingressWanted();
        }
    }
}
