package io.instagramoperator.webhook.config;

import java.nio.file.Path;

/**
 * Where a configuration file is.
 *
 * @param variable the system property or else the environment variable that names it
 * @param byDefault where it is if neither is set
 */
public record ConfigLocation(String variable, String byDefault) {

    /** What the variable says, absolute. */
    public Path file() {
        String named = System.getProperty(variable, System.getenv().getOrDefault(variable, byDefault));
        return Path.of(named).toAbsolutePath();
    }
}
