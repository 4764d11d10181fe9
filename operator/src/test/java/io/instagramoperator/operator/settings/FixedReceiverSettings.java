package io.instagramoperator.operator.settings;

import java.util.List;
import java.util.Optional;

/** The settings that all tests have in common. */
public record FixedReceiverSettings(
        String image,
        String imagePullPolicy,
        Optional<List<Network>> allowPrivateSinks,
        boolean networkPolicy,
        Optional<List<String>> networkPolicyIngressNamespaces,
        Optional<String> operatorNamespace)
        implements ReceiverSettings {

    public FixedReceiverSettings() {
        this(
                "registry.example.com/instagram-operator/receiver:1.2.3",
                "IfNotPresent",
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.of("operators"));
    }

    /** The same, with another image of receivers. */
    public FixedReceiverSettings running(String otherImage) {
        return new FixedReceiverSettings(
                otherImage,
                imagePullPolicy,
                allowPrivateSinks,
                networkPolicy,
                networkPolicyIngressNamespaces,
                operatorNamespace);
    }

    /** The same, with private networks that subscriptions may post to. */
    public FixedReceiverSettings allowing(String... networks) {
        return new FixedReceiverSettings(
                image,
                imagePullPolicy,
                Optional.of(List.of(networks).stream().map(Network::new).toList()),
                networkPolicy,
                networkPolicyIngressNamespaces,
                operatorNamespace);
    }

    /** The same, with the namespaces of Ingress controllers and Gateways. */
    public FixedReceiverSettings routedFrom(String... namespaces) {
        return new FixedReceiverSettings(
                image,
                imagePullPolicy,
                allowPrivateSinks,
                networkPolicy,
                Optional.of(List.of(namespaces)),
                operatorNamespace);
    }

    /** The same, with no network policies. */
    public FixedReceiverSettings withoutNetworkPolicies() {
        return new FixedReceiverSettings(
                image, imagePullPolicy, allowPrivateSinks, false, networkPolicyIngressNamespaces, operatorNamespace);
    }
}
