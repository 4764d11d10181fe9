package io.instagramoperator.operator.report;

import org.jspecify.annotations.Nullable;

/**
 * A configuration that was refused.
 *
 * @param hash    SHA-256 of the refused file; absent: there is no file
 * @param message names the field, the value and the remedy; of a longer one the first 1024 characters
 */
public record ConfigError(@Nullable String hash, String message) {

    public ConfigError {
        Limits.matching("configError.hash", hash, Limits.SHA_256);
        message = Limits.required("configError.message", Limits.beginning(message, Limits.MESSAGE));
    }
}
