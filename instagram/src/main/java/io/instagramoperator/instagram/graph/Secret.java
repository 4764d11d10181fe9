package io.instagramoperator.instagram.graph;

import java.util.Objects;

/** A token or an app secret. It has no readable {@code toString}, so that it cannot end up in a log or an exception by accident. */
public final class Secret {

    private final String value;

    /**
     * Keeps the value as it is, white space included.
     *
     * @throws IllegalArgumentException if the value is blank; such a secret proves nothing
     */
    public Secret(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a secret must not be blank");
        }
        this.value = value;
    }

    /** The secret itself: only for the wire and for signatures. */
    public String reveal() {
        return value;
    }

    /** Whether this can be a bearer token (RFC 6750, 2.1): a header has no room for other characters. */
    public boolean fitsHeader() {
        return value.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && value.equals(secret.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value);
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
