package io.instagramoperator.operator.settings;

/** The settings that all tests have in common. */
public record FixedGatewaySettings(String image, String imagePullPolicy) implements GatewaySettings {

    public FixedGatewaySettings() {
        this("registry.example.com/instagram-operator/gateway:1.2.3", "IfNotPresent");
    }
}
