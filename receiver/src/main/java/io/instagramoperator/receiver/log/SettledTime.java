package io.instagramoperator.receiver.log;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The time of the wall clock; but if that jumps ahead, as nothing that only passes does, it is believed no sooner than a day later, if it
 * still says so. What is deleted by a wrong time is gone, and what stays a day longer does no harm. A clock that is set back is believed
 * at once, and so is the one that a process begins with. Safe for any number of threads.
 */
final class SettledTime implements InstantSource {

    /** More than a clock that is slightly wrong is ever set by. */
    private static final Duration JUMP = Duration.ofHours(1);

    private static final long DOUBT_NANOS = Duration.ofDays(1).toNanos();

    private final InstantSource wallClock;
    private final LongSupplier nanoTime;
    private Instant believed;
    private long believedAt;

    /** When the wall clock was first found ahead; empty while it says what is expected of it. */
    private OptionalLong doubtedSince = OptionalLong.empty();

    /**
     * For this clock.
     *
     * @param nanoTime as {@link System#nanoTime}: cannot be set
     */
    SettledTime(InstantSource wallClock, LongSupplier nanoTime) {
        this.wallClock = wallClock;
        this.nanoTime = nanoTime;
        believed = wallClock.instant();
        believedAt = nanoTime.getAsLong();
    }

    /** To be asked again and again: what happened in between is taken for one jump. */
    @Override
    public synchronized Instant instant() {
        long at = nanoTime.getAsLong();
        Instant told = wallClock.instant();
        Instant expected = believed.plusNanos(at - believedAt);
        boolean isAhead = told.isAfter(expected.plus(JUMP));
        doubtedSince = isAhead ? OptionalLong.of(doubtedSince.orElse(at)) : OptionalLong.empty();
        boolean isDoubted = isAhead && at - doubtedSince.getAsLong() < DOUBT_NANOS;
        believed = isDoubted ? expected : told;
        believedAt = at;
        return believed;
    }
}
