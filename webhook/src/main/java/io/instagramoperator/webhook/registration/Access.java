package io.instagramoperator.webhook.registration;

import java.util.function.Function;

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

    /** The access, or what the given function makes of the lack. */
    default T orElse(Function<String, T> other) {
        return switch (this) {
            case Given<T>(T value) -> value;
            case Lacking<T>(String problem) -> other.apply(problem);
        };
    }
}
