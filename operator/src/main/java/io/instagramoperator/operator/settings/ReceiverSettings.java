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
}
