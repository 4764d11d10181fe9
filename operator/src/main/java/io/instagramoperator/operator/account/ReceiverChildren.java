package io.instagramoperator.operator.account;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.desired.ReceiverName;
import io.instagramoperator.operator.child.ChildFailure.Cause;
import io.instagramoperator.operator.child.Children;
import io.instagramoperator.operator.container.ConfigFile;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.List;
import java.util.Optional;

/** The children of accounts. */
final class ReceiverChildren {

    static final Children<InstagramAccount> ALL = new Children<>(
            List.of(
                    ConfigMap.class,
                    ServiceAccount.class,
                    PersistentVolumeClaim.class,
                    Service.class,
                    Deployment.class,
                    NetworkPolicy.class,
                    Ingress.class,
                    HTTPRoute.class),
            ReceiverName::of,
            ReceiverChildren::refused);

    private ReceiverChildren() {}

    /** The hash of the configuration that the pod can read now: not the desired one while the account is paused. */
    static String writtenConfigHash(InstagramAccount account, Context<InstagramAccount> context) {
        return ALL.find(ConfigMap.class, account, context).map(ConfigFile::hash).orElse("");
    }

    private static Optional<Cause> refused(HasMetadata child, KubernetesClientException refusal) {
        return child instanceof PersistentVolumeClaim claim ? VolumeGrowth.refused(claim, refusal) : Optional.empty();
    }
}
