package io.instagramoperator.receiver.config;

import java.nio.file.Path;

/** Where the configuration file is. */
final class ConfigLocation {

    static final String VARIABLE = "RECEIVER_CONFIG";

    private static final String DEFAULT = "/etc/receiver/config.yaml";

    private ConfigLocation() {}

    /** What the system property or else the environment variable {@value #VARIABLE} says, absolute. */
    static Path file() {
        String named = System.getProperty(VARIABLE, System.getenv().getOrDefault(VARIABLE, DEFAULT));
        return Path.of(named).toAbsolutePath();
    }
}
