package io.instagramoperator.operator.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.instagramoperator.crds.SecretKeyRef;
import org.jspecify.annotations.Nullable;

/**
 * One file of a Secret.
 *
 * @param name   the field of the configuration that names the file, such as {@code app.secretFiles[0]}
 * @param secret the Secret's name
 * @param key    the key in the Secret
 * @param state  as the receiver found the file
 */
public record Credential(@Nullable String name, String secret, String key, Credential.State state) {
    public Credential {
        Limits.text("credentials[].name", name, 1024);
        Limits.required("credentials[].secret", Limits.matching("credentials[].secret", secret, Limits.SECRET_KEY));
        Limits.required("credentials[].key", Limits.matching("credentials[].key", key, Limits.SECRET_KEY));
        Limits.required("credentials[].state", state);
    }

    /** Whether this is the file of the key that {@code ref} names. */
    public boolean isAbout(SecretKeyRef ref) {
        return secret.equals(ref.name()) && key.equals(ref.key());
    }

    /** Whether it is needed and cannot be used. A secret of the Meta app before may be gone. */
    public boolean isLacking() {
        return state != State.PRESENT && (name == null || !name.startsWith("retiredApp."));
    }

    public enum State {
        @JsonProperty("Present")
        PRESENT,
        @JsonProperty("Missing")
        MISSING,
        @JsonProperty("Empty")
        EMPTY,
        @JsonProperty("Unreadable")
        UNREADABLE
    }
}
