package io.instagramoperator.gateway.forward;

import java.util.Locale;

/**
 * What became of a part.
 *
 * @param problem what went wrong, and the remedy where there is one; empty if nothing did
 */
public record Result(Kind kind, String problem) {

    /** What became of a part, in one word. */
    public enum Kind {
        /** The receiver has it on its disk. */
        STORED,
        /** The receiver, or whoever answers in its place, does not want it. */
        REFUSED,
        /** The receiver cannot be reached, or cannot store now. */
        UNAVAILABLE,
        /** There was no answer in time. */
        TIMED_OUT,
        /** It was not sent: the receiver failed before, or too much waits for it already. */
        REJECTED;

        /** As it is written in metrics. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final Result STORED = new Result(Kind.STORED, "");

    /** Whether it cannot be lost any more. */
    public boolean isStored() {
        return kind == Kind.STORED;
    }

    static Result refused(String problem) {
        return new Result(Kind.REFUSED, problem);
    }

    static Result unavailable(String problem) {
        return new Result(Kind.UNAVAILABLE, problem);
    }

    static Result timedOut(String problem) {
        return new Result(Kind.TIMED_OUT, problem);
    }

    static Result rejected(String problem) {
        return new Result(Kind.REJECTED, problem);
    }
}
