package io.instagramoperator.operator.account.metaapp;

import io.instagramoperator.crds.account.AppInUse;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.crds.app.MetaAppStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * A time in which the callback of a shared app was lost, and is no more: the receivers of its accounts read back what they did not get.
 *
 * @param app  name of the MetaApp
 * @param from the last moment before it at which all was well
 * @param to   the first moment after it
 */
public record AppOutage(String app, Instant from, Instant to) {

    /** The times as a configuration has them. */
    public record Times(String from, String to) {}

    /** The last one of an app; empty as long as it goes on. */
    public static Optional<AppOutage> of(MetaApp app) {
        return Optional.ofNullable(app.getStatus()).map(MetaAppStatus::outage).flatMap(outage -> Optional.ofNullable(
                        outage.to())
                .map(to -> new AppOutage(app.getMetadata().getName(), outage.from(), to)));
    }

    public Times times() {
        return new Times(from.toString(), to.toString());
    }

    /** What of it concerns an account that works with this app; empty if it does so only since the outage was over, or with another one. */
    public Optional<AppOutage> concerning(AppInUse inUse) {
        return Optional.of(this)
                .filter(_ -> inUse.shared()
                        && app.equals(inUse.name())
                        && inUse.since().isBefore(to))
                .map(_ -> new AppOutage(app, from.isBefore(inUse.since()) ? inUse.since() : from, to));
    }
}
