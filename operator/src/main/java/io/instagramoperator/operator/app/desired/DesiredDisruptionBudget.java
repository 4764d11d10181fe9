package io.instagramoperator.operator.app.desired;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.operator.identity.Identity;

/** Keeps those who drain nodes from evicting all pods of a gateway at once. Of a single pod it would keep the node from being drained. */
public final class DesiredDisruptionBudget {

    private DesiredDisruptionBudget() {}

    /** Whether there are pods that can go one after the other. */
    public static boolean wanted(MetaApp app) {
        return app.getSpec().gateway().replicas() > 1;
    }

    public static PodDisruptionBudget of(MetaApp app) {
        // @formatter:off
        return new PodDisruptionBudgetBuilder()
                .withMetadata(Identity.GATEWAY.metadata(app))
                .withNewSpec()
                    .withMaxUnavailable(new IntOrString(1))
                    // One that is not ready serves nobody, and must not keep a node from being drained.
                    .withUnhealthyPodEvictionPolicy("AlwaysAllow")
                    .withNewSelector()
                        .withMatchLabels(Identity.GATEWAY.selector(app))
                    .endSelector()
                .endSpec()
                .build();
        // @formatter:on
    }
}
