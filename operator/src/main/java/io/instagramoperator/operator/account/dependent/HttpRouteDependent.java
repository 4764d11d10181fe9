package io.instagramoperator.operator.account.dependent;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.desired.Blueprint;
import io.instagramoperator.operator.account.desired.ReceiverLabels;
import io.instagramoperator.operator.exposure.DesiredHttpRoute;
import io.instagramoperator.operator.exposure.Exposure;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;

/** Applies {@link DesiredHttpRoute} where it is wanted, and deletes it where it is not; all that only while the cluster knows the kind. */
@KubernetesDependent(informer = @Informer(labelSelector = ReceiverLabels.SELECTOR))
public class HttpRouteDependent extends ReceiverObject<HTTPRoute> {

    @Override
    HTTPRoute desired(Blueprint blueprint) {
        return DesiredHttpRoute.of(
                blueprint.account(),
                blueprint.account().getSpec().webhook(),
                ReceiverLabels.metadata(blueprint.account()));
    }

    @Override
    protected boolean stays(Context<InstagramAccount> context) {
        return exposure(context).routeStays();
    }

    private static Exposure exposure(Context<InstagramAccount> context) {
        return context.managedWorkflowAndDependentResourceContext().getMandatory(Exposure.class, Exposure.class);
    }

    /** Only for accounts that ask for it. */
    public static class Wanted implements Condition<HTTPRoute, InstagramAccount> {
        @Override
        public boolean isMet(
                DependentResource<HTTPRoute, InstagramAccount> dependent,
                InstagramAccount account,
                Context<InstagramAccount> context) {
            return exposure(context).routeWanted();
        }
    }

    /** The framework watches HTTPRoutes as long as this is met, so it must not depend on the account. */
    public static class Possible implements Condition<HTTPRoute, InstagramAccount> {
        @Override
        public boolean isMet(
                DependentResource<HTTPRoute, InstagramAccount> dependent,
                InstagramAccount account,
                Context<InstagramAccount> context) {
            return exposure(context).gatewayApi();
        }
    }
}
