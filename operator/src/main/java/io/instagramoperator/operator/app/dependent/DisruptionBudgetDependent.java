package io.instagramoperator.operator.app.dependent;

import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.operator.app.desired.Blueprint;
import io.instagramoperator.operator.app.desired.DesiredDisruptionBudget;
import io.instagramoperator.operator.app.desired.GatewayLabels;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;

/** Applies {@link DesiredDisruptionBudget} where there are several pods, and deletes it where there is one. */
@KubernetesDependent(informer = @Informer(labelSelector = GatewayLabels.SELECTOR))
public class DisruptionBudgetDependent extends GatewayObject<PodDisruptionBudget> {

    @Override
    PodDisruptionBudget desired(Blueprint blueprint) {
        return DesiredDisruptionBudget.of(blueprint.app());
    }

    /** Where there are several pods. */
    public static class Wanted implements Condition<PodDisruptionBudget, MetaApp> {

        @Override
        public boolean isMet(
                DependentResource<PodDisruptionBudget, MetaApp> dependent, MetaApp app, Context<MetaApp> context) {
            return DesiredDisruptionBudget.wanted(app);
        }
    }
}
