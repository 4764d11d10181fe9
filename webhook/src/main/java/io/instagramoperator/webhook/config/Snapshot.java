package io.instagramoperator.webhook.config;

import java.util.Optional;

/**
 * All that is wanted at one moment.
 *
 * @param <C> what is configured
 * @param <K> what the secrets are used as
 * @param inForce what to act on; empty as long as no valid version was seen
 * @param refusal why the newest version of the file is not in force
 * @param credentials the secrets that the version in force names
 */
public record Snapshot<C, K>(Optional<InForce<C>> inForce, Optional<Refusal> refusal, K credentials) {

    /** The configuration in force. */
    public Optional<C> config() {
        return inForce.map(InForce::config);
    }

    /** The same with another refusal. */
    Snapshot<C, K> with(Refusal other) {
        return new Snapshot<>(inForce, Optional.of(other), credentials);
    }

    /** The same with other credentials. */
    public Snapshot<C, K> withCredentials(K other) {
        return new Snapshot<>(inForce, refusal, other);
    }

    /**
     * A version of the file that is acted on.
     *
     * @param hash SHA-256 of its bytes, lower-case hexadecimal
     */
    public record InForce<C>(C config, String hash) {}

    /**
     * A version of the file that is not acted on.
     *
     * @param hash SHA-256 of its bytes; empty if there is no file
     * @param message each problem with field, value and remedy
     */
    public record Refusal(Optional<String> hash, String message) {}
}
