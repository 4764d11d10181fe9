package io.instagramoperator.operator.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** How receivers are run where an account does not say it. */
@ConfigMapping(prefix = "instagram-operator.receiver")
public interface ReceiverSettings {

    /** {@code INSTAGRAM_OPERATOR_RECEIVER_IMAGE}: the image of receivers; the operator does not start without it. */
    String image();

    /** {@code INSTAGRAM_OPERATOR_RECEIVER_IMAGE_PULL_POLICY}: {@code Always}, {@code IfNotPresent} or {@code Never}. */
    @WithDefault("IfNotPresent")
    String imagePullPolicy();

    /** {@code INSTAGRAM_OPERATOR_RECEIVER_ALLOW_PRIVATE_SINKS}: private networks, separated by commas, that subscriptions may post to. */
    Optional<List<@WithConverter(Network.FromText.class) Network>> allowPrivateSinks();

    /** {@code INSTAGRAM_OPERATOR_RECEIVER_NETWORK_POLICY}: whether each receiver gets a NetworkPolicy. */
    @WithDefault("true")
    boolean networkPolicy();

    /**
     * {@code INSTAGRAM_OPERATOR_RECEIVER_NETWORK_POLICY_INGRESS_NAMESPACES}: the namespaces, separated by commas, from which Ingress controllers
     * and Gateways connect to receivers; none: from everywhere.
     */
    Optional<List<String>> networkPolicyIngressNamespaces();

    /** {@code INSTAGRAM_OPERATOR_RECEIVER_OPERATOR_NAMESPACE}: where the operator runs, which asks receivers for their status; absent: anywhere. */
    Optional<String> operatorNamespace();
}
