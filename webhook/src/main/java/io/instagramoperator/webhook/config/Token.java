package io.instagramoperator.webhook.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A secret text: an access token, a verify token, a bearer token. Never shown by {@link #toString()}. */
public final class Token {

    private final String value;

    private Token(String value) {
        this.value = value;
    }

    /**
     * A secret text, taken literally.
     *
     * @throws IllegalArgumentException if it is empty: nothing may be let in by an empty secret
     */
    public static Token of(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("the token is empty");
        }
        return new Token(value);
    }

    /** Whether somebody knows this token. Takes the same time wherever a wrong one begins to differ. */
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    /** The secret itself, to be sent to whom it is for and never to be logged. */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Token that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "Token[hidden]";
    }
}
