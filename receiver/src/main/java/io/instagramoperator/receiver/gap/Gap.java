package io.instagramoperator.receiver.gap;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A time in which webhooks may have been lost.
 *
 * @param id another one for each gap, and when one that is being read grows
 * @param began the last moment before it at which all was well
 * @param ended when all was well again; empty as long as it is not
 * @param recovered how many events were brought back
 * @param incomplete how many conversations may have had more than Meta shows
 * @param calls how often Meta was asked
 * @param problem why it does not go on, or what was left
 */
public record Gap(
        long id,
        Instant began,
        Optional<Instant> ended,
        State state,
        int recovered,
        int incomplete,
        int calls,
        Optional<String> problem) {

    /** Meta may have stopped before anybody noticed. */
    static final Duration OVERLAP = Duration.ofHours(1);

    /** What was received longer ago may be forgotten, and would come twice. */
    static final Duration MEMORY = Duration.ofDays(7);

    /** Until a subscription works everywhere at Meta, and for clocks that differ. */
    static final Duration MARGIN = Duration.ofMinutes(1);

    /** How far the repair is. Their texts are public. */
    public enum State {
        /** Webhooks still do not come. */
        OPEN,
        /** Conversations are being read. */
        READING,
        /** Meta does not let them be read now; it is tried again. */
        WAITING,
        /** Every conversation was read. */
        DONE,
        /** Some were left. */
        PARTIAL;

        /** {@code Open} and so on. */
        public String text() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }
    }

    /** Webhooks do not come any more. */
    static Gap open(long id, Instant began) {
        return new Gap(id, began, Optional.empty(), State.OPEN, 0, 0, 0, Optional.empty());
    }

    /** What was lost before webhooks came again, as somebody else has seen it. */
    static Gap past(long id, Instant from, Instant to) {
        return open(id, from).end(to);
    }

    /** Webhooks come again: what was lost can be read. */
    Gap end(Instant now) {
        return new Gap(id, began, Optional.of(now), State.READING, recovered, 0, 0, Optional.empty());
    }

    /** Webhooks stopped again before all was read: what is left is read together with what is lost now. */
    Gap reopen() {
        return new Gap(id + 1, began, Optional.empty(), State.OPEN, recovered, 0, 0, Optional.empty());
    }

    /** Somebody else has seen another one before all was read: both are read together. */
    Gap with(Instant from, Instant to) {
        return new Gap(
                id + 1,
                from.isBefore(began) ? from : began,
                ended.filter(to::isBefore).or(() -> Optional.of(to)),
                State.READING,
                recovered,
                0,
                0,
                Optional.empty());
    }

    /** The same with one more conversation read. */
    Gap read(int events, boolean complete, int callsSoFar) {
        return new Gap(
                id,
                began,
                ended,
                State.READING,
                recovered + events,
                incomplete + (complete ? 0 : 1),
                callsSoFar,
                Optional.empty());
    }

    /** The same in another state. */
    Gap in(State other, Optional<String> why, int callsSoFar) {
        return new Gap(id, began, ended, other, recovered, incomplete, callsSoFar, why);
    }

    boolean isToBeRead() {
        return state == State.READING || state == State.WAITING;
    }

    /** What was sent before this is not read. */
    Instant from(Instant now) {
        Instant wanted = began.minus(OVERLAP);
        Instant remembered = now.minus(MEMORY);
        return wanted.isAfter(remembered) ? wanted : remembered;
    }

    /** What was sent after this came by the webhook. */
    Instant to() {
        return ended.orElse(Instant.MAX.minus(MARGIN)).plus(MARGIN);
    }
}
