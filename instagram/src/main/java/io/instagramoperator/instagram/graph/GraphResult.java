package io.instagramoperator.instagram.graph;

import java.util.function.Function;

/** What became of a call. Only {@link Ok} means that Meta did it; only {@link Refused} and {@link Unreachable} mean that it did not. */
public sealed interface GraphResult<T> {

    /** Meta did it. */
    record Ok<T>(T value) implements GraphResult<T> {}

    /** Meta answered with an error object, whatever the HTTP status, or with 429. */
    record Refused<T>(GraphError error) implements GraphResult<T> {}

    /** The request never left: no such host, no connection, no TLS session. */
    record Unreachable<T>(String reason) implements GraphResult<T> {}

    /** The request went out and no answer that can be understood came back: Meta may or may not have done it. */
    record Ambiguous<T>(String reason) implements GraphResult<T> {}

    /** The same outcome with another value. */
    default <R> GraphResult<R> map(Function<? super T, ? extends R> change) {
        return flatMap(value -> new Ok<>(change.apply(value)));
    }

    /** The same outcome, or, if Meta did it, what the given function makes of its answer. */
    default <R> GraphResult<R> flatMap(Function<? super T, ? extends GraphResult<R>> next) {
        return switch (this) {
            case Ok<T>(T value) -> next.apply(value);
            case Refused<T>(GraphError error) -> new Refused<>(error);
            case Unreachable<T>(String reason) -> new Unreachable<>(reason);
            case Ambiguous<T>(String reason) -> new Ambiguous<>(reason);
        };
    }

    /** One word, for metrics: ok, refused, unreachable, ambiguous. */
    default String outcome() {
        return switch (this) {
            case Ok<T> _ -> "ok";
            case Refused<T> _ -> "refused";
            case Unreachable<T> _ -> "unreachable";
            case Ambiguous<T> _ -> "ambiguous";
        };
    }

    /** For people: what Meta said, or how far the request got. */
    default String describe() {
        return switch (this) {
            case Ok<T> _ -> "done";
            case Refused<T>(GraphError error) -> error.describe();
            case Unreachable<T>(String reason) -> "Meta could not be reached: " + reason;
            case Ambiguous<T>(String reason) -> "Meta's answer is missing: " + reason;
        };
    }
}
