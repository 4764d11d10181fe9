package io.instagramoperator.receiver.gap;

import io.instagramoperator.receiver.config.ReceiverConfig.Outage;
import io.instagramoperator.receiver.gap.Gap.State;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What is remembered from round to round.
 *
 * @param well the last moment at which all was well; empty before the first
 * @param outages until when outages of a shared app's callback have been taken in; empty before the first moment at which all was well,
 *     as what was lost before that was not to come here
 * @param gap the last gap
 */
record Marks(Optional<Instant> well, Optional<Instant> outages, Optional<Gap> gap) {

    /** A good round comes every 5 minutes; after three that did not, something may have been lost. */
    static final Duration LONGEST_SILENCE = Duration.ofMinutes(15);

    /** What is to be remembered after a round. */
    Marks after(Look look, Instant now) {
        Marks seen = look.missing() ? lost() : this;
        return look.well() ? seen.found(now) : seen;
    }

    /** Takes in, once, an outage that is over. What it has in common with one before is read already. */
    Marks after(Outage outage) {
        // As exactly as it is stored, or it would come again.
        Instant to = outage.to().truncatedTo(ChronoUnit.MILLIS);
        return outages.filter(to::isAfter)
                .map(until -> outage.from().isBefore(until) ? until : outage.from())
                .map(from -> new Marks(well, Optional.of(to), Optional.of(past(from, to))))
                .orElse(this);
    }

    private Gap past(Instant from, Instant to) {
        return gap.filter(Gap::isToBeRead)
                .map(unread -> unread.with(from, to))
                .orElseGet(() -> Gap.past(gap.map(before -> before.id() + 1).orElse(1L), from, to));
    }

    /** Before the first moment at which all was well there is nothing to lose. */
    private Marks lost() {
        return isOpen() ? this : new Marks(well, outages, well.map(this::opened).or(() -> gap));
    }

    private Marks found(Instant now) {
        Marks noticed =
                well.filter(at -> at.isBefore(now.minus(LONGEST_SILENCE))).isPresent() ? lost() : this;
        return new Marks(
                Optional.of(now),
                outages.or(() -> Optional.of(now)),
                noticed.gap.map(g -> g.state() == State.OPEN ? g.end(now) : g));
    }

    private Gap opened(Instant lastWell) {
        return gap.map(before -> before.isToBeRead() ? before.reopen() : Gap.open(before.id() + 1, lastWell))
                .orElseGet(() -> Gap.open(1, lastWell));
    }

    private boolean isOpen() {
        return gap.filter(g -> g.state() == State.OPEN).isPresent();
    }
}
