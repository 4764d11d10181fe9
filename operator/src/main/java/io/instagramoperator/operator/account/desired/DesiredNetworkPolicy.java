package io.instagramoperator.operator.account.desired;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.instagramoperator.crds.account.AppInUse;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.account.RetiredApp;
import io.instagramoperator.crds.webhook.WebhookSpec;
import io.instagramoperator.operator.account.metaapp.AppRecord;
import io.instagramoperator.operator.identity.Identity;
import io.instagramoperator.operator.network.Destination;
import io.instagramoperator.operator.network.Rules;
import io.instagramoperator.operator.pod.Ports;
import io.instagramoperator.operator.subscription.desired.SinkUrl;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may connect to a receiver, and where to it may connect: no more than its work needs. */
public final class DesiredNetworkPolicy {

    private static final Map<String, String> CLIENT = Map.of("instagram-operator.io/client", "true");

    private DesiredNetworkPolicy() {}

    public static NetworkPolicy of(Blueprint blueprint) {
        InstagramAccount account = blueprint.account();
        // @formatter:off
        return new NetworkPolicyBuilder()
                .withMetadata(ReceiverLabels.metadata(account))
                .withNewSpec()
                    .withNewPodSelector()
                        .withMatchLabels(ReceiverLabels.selectorOf(account))
                    .endPodSelector()
                    .withPolicyTypes("Ingress", "Egress")
                    .withIngress(
                            Rules.from(Ports.WEBHOOK, senders(blueprint)),
                            Rules.from(Ports.API, List.of(Rules.podsAnywhere(CLIENT))),
                            Rules.from(Ports.MANAGEMENT, Rules.watchers(blueprint.settings().operatorNamespace())))
                    .withEgress(Rules.egress(destinations(blueprint)))
                .endSpec()
                .build();
        // @formatter:on
    }

    /** The gateways of the shared apps, and who leads a callback of the account's own to the receiver; nobody named means everybody. */
    private static List<NetworkPolicyPeer> senders(Blueprint blueprint) {
        List<NetworkPolicyPeer> gateways = gateways(blueprint.apps());
        if (!hasOwnCallback(blueprint)) {
            return gateways;
        }
        List<NetworkPolicyPeer> routers = routers(blueprint);
        return routers.isEmpty()
                ? List.of()
                : Stream.concat(routers.stream(), gateways.stream()).toList();
    }

    /** With a shared app only if a host is given for it, or while the app before, which was the account's own, may still send there. */
    private static boolean hasOwnCallback(Blueprint blueprint) {
        AppRecord apps = blueprint.apps();
        return apps.inUse().filter(AppInUse::shared).isEmpty()
                || apps.retired().filter(app -> !app.shared()).isPresent()
                || blueprint.account().getSpec().webhook().host() != null;
    }

    /** Everybody, unless the way in is an Ingress or a Gateway and the administrator has said where these run. */
    private static List<NetworkPolicyPeer> routers(Blueprint blueprint) {
        WebhookSpec webhook = blueprint.account().getSpec().webhook();
        return webhook.ingress() == null && webhook.gateway() == null
                ? List.of()
                : Rules.routers(
                        blueprint.settings().networkPolicyIngressNamespaces().orElse(List.of()));
    }

    private static List<NetworkPolicyPeer> gateways(AppRecord apps) {
        return Stream.concat(apps.inUse().map(AppInUse::name).stream(), apps.retired().map(RetiredApp::name).stream())
                .map(app -> Rules.podsHere(Map.of(Identity.GATEWAY.ownerLabel(), app)))
                .toList();
    }

    private static Set<Destination> destinations(Blueprint blueprint) {
        InstagramAccount account = blueprint.account();
        return Stream.concat(
                        Stream.of(account.getSpec().graph().url()),
                        blueprint.subscriptions().stream().map(SinkUrl::of))
                .flatMap(url -> Destination.of(url, account.getMetadata().getNamespace()).stream())
                .collect(Collectors.toSet());
    }
}
