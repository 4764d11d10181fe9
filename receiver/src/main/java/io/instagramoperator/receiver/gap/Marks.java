package io.instagramoperator.receiver.gap;

import io.instagramoperator.receiver.gap.Gap.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered from round to round.
 *
 * @param well the last moment at which all was well; empty before the first
 * @param gap the last gap
 */
record Marks(Optional<Instant> well, Optional<Gap> gap) {

    /** A good round comes every 5 minutes; after three that did not, something may have been lost. */
    static final Duration LONGEST_SILENCE = Duration.ofMinutes(15);

    /** What is to be remembered after a round. */
    Marks after(Look look, Instant now) {
        Marks seen = look.missing() ? lost() : this;
        return look.well() ? seen.found(now) : seen;
    }

    /** Before the first moment at which all was well there is nothing to lose. */
    private Marks lost() {
        return isOpen() ? this : new Marks(well, well.map(this::opened).or(() -> gap));
    }

    private Marks found(Instant now) {
        Marks noticed =
                well.filter(at -> at.isBefore(now.minus(LONGEST_SILENCE))).isPresent() ? lost() : this;
        return new Marks(Optional.of(now), noticed.gap.map(g -> g.state() == State.OPEN ? g.end(now) : g));
    }

    private Gap opened(Instant lastWell) {
        return gap.map(before -> before.isToBeRead() ? before.reopen() : Gap.open(before.id() + 1, lastWell))
                .orElseGet(() -> Gap.open(1, lastWell));
    }

    private boolean isOpen() {
        return gap.filter(g -> g.state() == State.OPEN).isPresent();
    }
}
