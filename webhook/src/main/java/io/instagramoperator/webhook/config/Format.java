package io.instagramoperator.webhook.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a process makes of its configuration file.
 *
 * @param <C> what is configured
 * @param <K> what the secrets are used as
 */
public interface Format<C, K> {

    /**
     * Reads and checks everything.
     *
     * @param yaml the bytes of the file
     * @param folder the folder of the file, where relative file names start
     */
    Parsed<C> parse(byte[] yaml, Path folder);

    /**
     * What a running process cannot take up, such as a port that is bound.
     *
     * @param inForce what it runs with; empty as long as no valid version was seen
     * @return each with field, value and remedy; empty if it can be taken up
     */
    List<String> needsRestart(Optional<C> inForce, C wanted);

    /** Reads the secret files that a configuration names. */
    CredentialFiles<K> read(C config);
}
