package io.instagramoperator.gateway.registration;

import java.time.Instant;
import java.util.Optional;

/**
 * A time in which Meta may have sent the app's webhooks nowhere, or to somebody else.
 *
 * @param from the last check before it that found all well; empty if this process has made none, as before the first registration
 * @param noticedAt when the check began that has found it
 * @param to when all was well again; empty as long as it is not
 */
public record Outage(Optional<Instant> from, Instant noticedAt, Optional<Instant> to) {

    /** Something is missing. What begins with the check that ended the one before is one outage with it. */
    static Outage noticed(Optional<Outage> last, Optional<Instant> well, Instant at) {
        return last.filter(outage -> outage.from().isPresent() && outage.to().equals(well))
                .map(outage -> new Outage(outage.from(), outage.noticedAt(), Optional.empty()))
                .orElseGet(() -> new Outage(well, at, Optional.empty()));
    }

    boolean isOpen() {
        return to.isEmpty();
    }

    /** All is well. */
    Outage end(Instant at) {
        return isOpen() ? new Outage(from, noticedAt, Optional.of(at)) : this;
    }
}
