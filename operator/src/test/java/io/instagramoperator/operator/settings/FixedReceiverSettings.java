package io.instagramoperator.operator.settings;

import java.util.List;
import java.util.Optional;

/** The settings that all tests have in common. */
public record FixedReceiverSettings(String image, String imagePullPolicy, Optional<List<Network>> allowPrivateSinks)
        implements ReceiverSettings {

    public FixedReceiverSettings() {
        this("registry.example.com/instagram-operator/receiver:1.2.3", "IfNotPresent", Optional.empty());
    }

    /** The same, with private networks that subscriptions may post to. */
    public FixedReceiverSettings allowing(String... networks) {
        return new FixedReceiverSettings(
                image,
                imagePullPolicy,
                Optional.of(List.of(networks).stream().map(Network::new).toList()));
    }
}
