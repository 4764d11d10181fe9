package io.instagramoperator.operator.network;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules of network policies. */
public final class Rules {

    private static final int HTTPS = 443;

    /** The second one is that of the DNS pods of OpenShift: most networks judge a connection by its end, not by the Service in front. */
    private static final List<Integer> DNS = List.of(53, 5353);

    private static final Map<String, String> OPERATOR = Map.of("app.kubernetes.io/name", "instagram-operator");
    private static final Map<String, String> PROMETHEUS = Map.of("app.kubernetes.io/name", "prometheus");

    private Rules() {}

    /** Lets these peers connect to the port; everybody, if there are none. */
    public static NetworkPolicyIngressRule from(int port, List<NetworkPolicyPeer> peers) {
        return new NetworkPolicyIngressRuleBuilder()
                .withPorts(port("TCP", port))
                .withFrom(peers)
                .build();
    }

    /** Those who read health, metrics and {@code /status}: the operator, in its namespace if that is known, and Prometheus. */
    public static List<NetworkPolicyPeer> watchers(Optional<String> operatorNamespace) {
        LabelSelector namespace = operatorNamespace.map(Rules::namespace).orElseGet(Rules::anyNamespace);
        return List.of(pods(namespace, OPERATOR), pods(anyNamespace(), PROMETHEUS));
    }

    /** All pods of these namespaces, in which Ingress controllers and Gateways run. */
    public static List<NetworkPolicyPeer> routers(Collection<String> namespaces) {
        return namespaces.stream()
                .sorted()
                .map(Rules::namespace)
                .map(selector -> new NetworkPolicyPeerBuilder()
                        .withNamespaceSelector(selector)
                        .build())
                .toList();
    }

    /** Pods with these labels, in any namespace. */
    public static NetworkPolicyPeer podsAnywhere(Map<String, String> labels) {
        return pods(anyNamespace(), labels);
    }

    /** Pods with these labels, in the namespace of the policy. */
    public static NetworkPolicyPeer podsHere(Map<String, String> labels) {
        return new NetworkPolicyPeerBuilder()
                .withNewPodSelector()
                .withMatchLabels(labels)
                .endPodSelector()
                .build();
    }

    /** To DNS, to Meta, and to these destinations. */
    public static List<NetworkPolicyEgressRule> egress(Set<Destination> destinations) {
        Stream<NetworkPolicyEgressRule> rules = Stream.of(
                new NetworkPolicyEgressRuleBuilder()
                        .withPorts(DNS.stream()
                                .flatMap(port -> Stream.of(port("UDP", port), port("TCP", port)))
                                .toList())
                        .build(),
                new NetworkPolicyEgressRuleBuilder()
                        .withPorts(ports(destinations).stream()
                                .map(port -> port("TCP", port))
                                .toList())
                        .build());
        return Stream.concat(rules, namespaces(destinations).stream().map(Rules::to))
                .toList();
    }

    /** To a port of the namespace's own pods with these labels. */
    public static NetworkPolicyEgressRule toPods(int port, Map<String, String> labels) {
        // @formatter:off
        return new NetworkPolicyEgressRuleBuilder()
                .withPorts(port("TCP", port))
                .addNewTo()
                    .withNewPodSelector()
                        .withMatchLabels(labels)
                    .endPodSelector()
                .endTo()
                .build();
        // @formatter:on
    }

    /** Meta's own, and those of endpoints outside. */
    private static Set<Integer> ports(Set<Destination> destinations) {
        Set<Integer> ports = new TreeSet<>(Set.of(HTTPS));
        destinations.stream()
                .filter(Destination.Port.class::isInstance)
                .forEach(port -> ports.add(((Destination.Port) port).number()));
        return ports;
    }

    private static Set<String> namespaces(Set<Destination> destinations) {
        return destinations.stream()
                .filter(Destination.Namespace.class::isInstance)
                .map(namespace -> ((Destination.Namespace) namespace).name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static NetworkPolicyEgressRule to(String namespace) {
        return new NetworkPolicyEgressRuleBuilder()
                .addNewTo()
                .withNamespaceSelector(namespace(namespace))
                .endTo()
                .build();
    }

    private static NetworkPolicyPeer pods(LabelSelector namespaces, Map<String, String> labels) {
        return new NetworkPolicyPeerBuilder()
                .withNamespaceSelector(namespaces)
                .withNewPodSelector()
                .withMatchLabels(labels)
                .endPodSelector()
                .build();
    }

    private static LabelSelector anyNamespace() {
        return new LabelSelector();
    }

    /** Kubernetes gives each namespace this label. */
    private static LabelSelector namespace(String name) {
        return new LabelSelectorBuilder()
                .addToMatchLabels("kubernetes.io/metadata.name", name)
                .build();
    }

    private static NetworkPolicyPort port(String protocol, int number) {
        return new NetworkPolicyPortBuilder()
                .withProtocol(protocol)
                .withPort(new IntOrString(number))
                .build();
    }
}
