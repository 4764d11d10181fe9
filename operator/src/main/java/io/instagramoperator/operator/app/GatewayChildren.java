package io.instagramoperator.operator.app;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.operator.child.Children;
import io.instagramoperator.operator.container.ConfigFile;
import io.instagramoperator.operator.identity.Identity;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.List;
import java.util.Optional;

/** The children of apps. */
final class GatewayChildren {

    static final Children<MetaApp> ALL = new Children<>(
            List.of(
                    ConfigMap.class,
                    ServiceAccount.class,
                    Service.class,
                    Deployment.class,
                    PodDisruptionBudget.class,
                    NetworkPolicy.class,
                    Ingress.class,
                    HTTPRoute.class),
            Identity.GATEWAY::name,
            (_, _) -> Optional.empty());

    private GatewayChildren() {}

    /** The hash of the configuration that the pods can read now: not the desired one while the app is paused. */
    static String writtenConfigHash(MetaApp app, Context<MetaApp> context) {
        return ALL.find(ConfigMap.class, app, context).map(ConfigFile::hash).orElse("");
    }
}
