package io.instagramoperator.receiver.graph;

import io.instagramoperator.instagram.graph.Usage;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How near this account is to Meta's limits, by what Meta's answers told last. Replies and watching share it: what can wait gives way
 * from 80 percent on, and nothing is asked at 100 percent, because calls made then make the limit last longer ("Rate Limits").
 */
@Singleton
public class GraphLimits {

    /** How long a limit lasts if Meta does not tell. */
    static final Duration UNTOLD = Duration.ofMinutes(1);

    /** How long figures count that nothing newer has replaced: Meta's windows slide. */
    static final Duration STALE = Duration.ofMinutes(5);

    private static final int BUSY_PERCENT = 80;
    private static final int FULL_PERCENT = 100;

    private final InstantSource clock;
    private Usage usage = Usage.NONE;
    private Instant heardAt = Instant.EPOCH;
    private Instant closedUntil = Instant.EPOCH;

    @Inject
    public GraphLimits() {
        this(Clock.systemUTC());
    }

    /** With another clock. */
    public GraphLimits(InstantSource clock) {
        this.clock = clock;
    }

    /** An answer told this. */
    public synchronized void heard(Usage now) {
        usage = now;
        heardAt = clock.instant();
        if (now.percent() >= FULL_PERCENT || !now.regain().isZero()) {
            closedUntil = heardAt.plus(now.regain().isZero() ? UNTOLD : now.regain());
        }
    }

    /** Until when nothing is to be asked; in the past if anything may be. */
    public synchronized Instant closedUntil() {
        keepUpWith(clock.instant());
        return closedUntil;
    }

    /** A clock that is set back must not make a limit longer than it is. */
    private void keepUpWith(Instant now) {
        if (now.isBefore(heardAt)) {
            closedUntil = closedUntil.minus(Duration.between(now, heardAt));
            heardAt = now;
        }
    }

    /** Whether calls that can wait should: the limit is near, or reached. */
    public synchronized boolean isBusy() {
        Instant now = clock.instant();
        keepUpWith(now);
        return now.isBefore(closedUntil) || (usage.percent() >= BUSY_PERCENT && now.isBefore(heardAt.plus(STALE)));
    }
}
