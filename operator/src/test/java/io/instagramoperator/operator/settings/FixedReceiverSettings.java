package io.instagramoperator.operator.settings;

/** The settings that all tests have in common. */
public record FixedReceiverSettings(String image, String imagePullPolicy) implements ReceiverSettings {

    public FixedReceiverSettings() {
        this("registry.example.com/instagram-operator/receiver:1.2.3", "IfNotPresent");
    }
}
