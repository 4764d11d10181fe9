package io.instagramoperator.operator.app.dependent;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.operator.app.desired.Blueprint;
import io.instagramoperator.operator.app.desired.GatewayLabels;
import io.instagramoperator.operator.exposure.DesiredHttpRoute;
import io.instagramoperator.operator.exposure.Exposure;
import io.instagramoperator.operator.identity.Identity;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;

/** Applies {@link DesiredHttpRoute} where it is wanted, and deletes it where it is not; all that only while the cluster knows the kind. */
@KubernetesDependent(informer = @Informer(labelSelector = GatewayLabels.SELECTOR))
public class HttpRouteDependent extends GatewayObject<HTTPRoute> {

    @Override
    HTTPRoute desired(Blueprint blueprint) {
        return DesiredHttpRoute.of(
                blueprint.app(), blueprint.app().getSpec().webhook(), Identity.GATEWAY.metadata(blueprint.app()));
    }

    @Override
    protected boolean stays(Context<MetaApp> context) {
        return exposure(context).routeStays();
    }

    private static Exposure exposure(Context<MetaApp> context) {
        return context.managedWorkflowAndDependentResourceContext().getMandatory(Exposure.class, Exposure.class);
    }

    /** Only for apps that ask for it. */
    public static class Wanted implements Condition<HTTPRoute, MetaApp> {

        @Override
        public boolean isMet(DependentResource<HTTPRoute, MetaApp> dependent, MetaApp app, Context<MetaApp> context) {
            return exposure(context).routeWanted();
        }
    }

    /** The framework watches HTTPRoutes as long as this is met, so it must not depend on the app. */
    public static class Possible implements Condition<HTTPRoute, MetaApp> {

        @Override
        public boolean isMet(DependentResource<HTTPRoute, MetaApp> dependent, MetaApp app, Context<MetaApp> context) {
            return exposure(context).gatewayApi();
        }
    }
}
