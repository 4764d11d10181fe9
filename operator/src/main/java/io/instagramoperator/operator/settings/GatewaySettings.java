package io.instagramoperator.operator.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How gateways are run where an app does not say it. Who may connect to them is said by {@link ReceiverSettings}. */
@ConfigMapping(prefix = "instagram-operator.gateway")
public interface GatewaySettings {

    /** {@code INSTAGRAM_OPERATOR_GATEWAY_IMAGE}: the image of gateways; the operator does not start without it. */
    String image();

    /** {@code INSTAGRAM_OPERATOR_GATEWAY_IMAGE_PULL_POLICY}: {@code Always}, {@code IfNotPresent} or {@code Never}. */
    @WithDefault("IfNotPresent")
    String imagePullPolicy();
}
