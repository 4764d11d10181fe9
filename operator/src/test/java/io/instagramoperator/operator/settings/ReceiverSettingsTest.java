package io.instagramoperator.operator.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The environment as the chart sets it. */
class ReceiverSettingsTest {

    @Test
    void networksAreSeparatedByCommas() {
        assertThat(settings("10.20.0.0/16,fd00::/8").allowPrivateSinks())
                .contains(List.of(new Network("10.20.0.0/16"), new Network("fd00::/8")));
    }

    @Test
    void anOperatorWithAWrongNetworkDoesNotStart() {
        assertThatThrownBy(() -> settings("10.20.0.0"))
                .hasStackTraceContaining("'10.20.0.0' is not a network like 10.0.0.0/8 or fd00::/8");
    }

    @Test
    void networkPoliciesAreMadeUnlessItIsSaidOtherwise() {
        assertThat(settings(Map.of()).networkPolicy()).isTrue();
        assertThat(settings(Map.of("INSTAGRAM_OPERATOR_RECEIVER_NETWORK_POLICY", "false"))
                        .networkPolicy())
                .isFalse();
    }

    @Test
    void namespacesAreSeparatedByCommas() {
        ReceiverSettings settings = settings(Map.of(
                "INSTAGRAM_OPERATOR_RECEIVER_NETWORK_POLICY_INGRESS_NAMESPACES",
                "ingress,gateways",
                "INSTAGRAM_OPERATOR_RECEIVER_OPERATOR_NAMESPACE",
                "operators"));

        assertThat(settings.networkPolicyIngressNamespaces()).contains(List.of("ingress", "gateways"));
        assertThat(settings.operatorNamespace()).contains("operators");
    }

    private static ReceiverSettings settings(String networks) {
        return settings(Map.of("INSTAGRAM_OPERATOR_RECEIVER_ALLOW_PRIVATE_SINKS", networks));
    }

    private static ReceiverSettings settings(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("INSTAGRAM_OPERATOR_RECEIVER_IMAGE", "receiver");
        return new SmallRyeConfigBuilder()
                .withMapping(ReceiverSettings.class)
                .withSources(new EnvConfigSource(all, 300))
                .build()
                .getConfigMapping(ReceiverSettings.class);
    }
}
