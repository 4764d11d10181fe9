package io.instagramoperator.webhook.registration;

/** What a call needs to be made in somebody's name. */
public sealed interface Access<T> {

    /** The credentials are there. */
    record Given<T>(T value) implements Access<T> {}

    /**
     * A credential lacks.
     *
     * @param problem names the field of the configuration and the remedy
     */
    record Lacking<T>(String problem) implements Access<T> {}
}
