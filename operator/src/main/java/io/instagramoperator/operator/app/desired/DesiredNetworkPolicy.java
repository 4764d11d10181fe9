package io.instagramoperator.operator.app.desired;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.crds.webhook.WebhookSpec;
import io.instagramoperator.operator.identity.Identity;
import io.instagramoperator.operator.network.Destination;
import io.instagramoperator.operator.network.Rules;
import io.instagramoperator.operator.pod.Ports;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may connect to a gateway, and where to it may connect: Meta, and the receivers of its namespace. */
public final class DesiredNetworkPolicy {

    private DesiredNetworkPolicy() {}

    public static NetworkPolicy of(Blueprint blueprint) {
        MetaApp app = blueprint.app();
        // @formatter:off
        return new NetworkPolicyBuilder()
                .withMetadata(Identity.GATEWAY.metadata(app))
                .withNewSpec()
                    .withNewPodSelector()
                        .withMatchLabels(Identity.GATEWAY.selector(app))
                    .endPodSelector()
                    .withPolicyTypes("Ingress", "Egress")
                    .withIngress(
                            Rules.from(Ports.WEBHOOK, routers(blueprint)),
                            Rules.from(Ports.MANAGEMENT, Rules.watchers(blueprint.network().operatorNamespace())))
                    .withEgress(egress(app))
                .endSpec()
                .build();
        // @formatter:on
    }

    /** Everybody, unless the way in is an Ingress or a Gateway and the administrator has said where these run. */
    private static List<NetworkPolicyPeer> routers(Blueprint blueprint) {
        WebhookSpec webhook = blueprint.app().getSpec().webhook();
        return webhook.ingress() == null && webhook.gateway() == null
                ? List.of()
                : Rules.routers(
                        blueprint.network().networkPolicyIngressNamespaces().orElse(List.of()));
    }

    private static List<NetworkPolicyEgressRule> egress(MetaApp app) {
        Set<Destination> graph = Destination.of(
                        app.getSpec().graph().url(), app.getMetadata().getNamespace())
                .stream()
                .collect(Collectors.toSet());
        return Stream.concat(
                        Rules.egress(graph).stream(),
                        Stream.of(Rules.toPods(Ports.WEBHOOK, Identity.RECEIVER.anyPod())))
                .toList();
    }
}
