package io.instagramoperator.webhook.registration;

import io.instagramoperator.instagram.graph.GraphResult;
import java.util.Optional;

/** What one look at Meta gave. */
public sealed interface Seen<T> {

    /** Nobody looked: it is none of our business. */
    record NotAsked<T>() implements Seen<T> {}

    /** Nobody could look: a credential lacks. */
    record Lacking<T>(String problem) implements Seen<T> {}

    /**
     * Somebody looked.
     *
     * @param result what Meta answered, after the change if there was one
     * @param change what became of making it as wanted; empty if nothing had to be changed, or nothing may be
     */
    record Asked<T>(GraphResult<T> result, Optional<GraphResult<Boolean>> change) implements Seen<T> {}

    /** Somebody looked, and nothing had to be changed. */
    static <T> Seen<T> of(GraphResult<T> result) {
        return new Asked<>(result, Optional.empty());
    }

    /** Whether Meta was asked to make it as wanted. */
    default boolean wasChanged() {
        return this instanceof Asked<T>(var result, var change) && change.isPresent();
    }

    /** What Meta answered, if it did. */
    default Optional<T> answer() {
        return this instanceof Asked<T>(GraphResult.Ok<T>(T value), var change) ? Optional.of(value) : Optional.empty();
    }
}
