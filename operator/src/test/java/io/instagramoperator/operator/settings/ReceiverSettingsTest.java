package io.instagramoperator.operator.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
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

    private static ReceiverSettings settings(String networks) {
        return new SmallRyeConfigBuilder()
                .withMapping(ReceiverSettings.class)
                .withSources(new EnvConfigSource(
                        Map.of(
                                "INSTAGRAM_OPERATOR_RECEIVER_IMAGE",
                                "receiver",
                                "INSTAGRAM_OPERATOR_RECEIVER_ALLOW_PRIVATE_SINKS",
                                networks),
                        300))
                .build()
                .getConfigMapping(ReceiverSettings.class);
    }
}
