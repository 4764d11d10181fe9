package io.instagramoperator.operator.app.dependent;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.operator.app.desired.Blueprint;
import io.instagramoperator.operator.app.desired.DesiredNetworkPolicy;
import io.instagramoperator.operator.app.desired.GatewayLabels;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;

/** Applies {@link DesiredNetworkPolicy}, and deletes it where the operator was told to make none. */
@KubernetesDependent(informer = @Informer(labelSelector = GatewayLabels.SELECTOR))
public class NetworkPolicyDependent extends GatewayObject<NetworkPolicy> {

    @Override
    NetworkPolicy desired(Blueprint blueprint) {
        return DesiredNetworkPolicy.of(blueprint);
    }

    /** Unless the operator was told to make none. */
    public static class Wanted implements Condition<NetworkPolicy, MetaApp> {

        @Override
        public boolean isMet(
                DependentResource<NetworkPolicy, MetaApp> dependent, MetaApp app, Context<MetaApp> context) {
            return blueprint(context).network().networkPolicy();
        }
    }
}
