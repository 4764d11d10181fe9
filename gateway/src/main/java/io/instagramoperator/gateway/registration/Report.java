package io.instagramoperator.gateway.registration;

import io.instagramoperator.webhook.registration.AppAssessment;
import io.instagramoperator.webhook.registration.AppFacts;
import io.instagramoperator.webhook.registration.Problem;
import io.instagramoperator.webhook.registration.WantedCallback;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How the app's webhook stands at Meta.
 *
 * @param registered whether Meta sends the app's webhooks to us, with all fields; empty until this is known
 * @param callbackUrl our address; empty if there is none
 * @param fields what Meta has for the app, as far as the app's webhooks come to us
 * @param checkedAt when Meta last answered
 * @param outage the last time in which webhooks may have been lost
 */
public record Report(
        Phase phase,
        Optional<Boolean> registered,
        Optional<String> callbackUrl,
        SortedSet<String> fields,
        Optional<Problem> problem,
        Optional<Instant> checkedAt,
        Optional<Outage> outage) {

    /** Before anything was checked. */
    public static final Report UNKNOWN = new Report(
            Phase.WATCHING,
            Optional.empty(),
            Optional.empty(),
            new TreeSet<>(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** What is being done. */
    public enum Phase {
        /** The app is wanted: what lacks is subscribed. */
        WATCHING,
        /** The app is no longer wanted: it is being unsubscribed. */
        DRAINING,
        /** Nothing of ours is left at Meta, or it is to be left there. */
        DRAINED
    }

    /**
     * What is so now; what Meta does not answer now is kept from before.
     *
     * @param began when the check began
     */
    Report after(AppFacts facts, Instant began, Instant now) {
        Optional<Boolean> seen = AppAssessment.registered(facts);
        return new Report(
                Phase.WATCHING,
                seen.or(this::registered),
                facts.wanted().url(),
                AppAssessment.fields(facts).orElse(fields),
                AppAssessment.problem(facts),
                seen.isPresent() ? Optional.of(now) : checkedAt,
                outage(facts, began, now));
    }

    /** What had to be changed was not right until now. */
    private Optional<Outage> outage(AppFacts facts, Instant began, Instant now) {
        Optional<Boolean> seen = AppAssessment.seenRegistered(facts);
        boolean missing = facts.seen().wasChanged() || seen.equals(Optional.of(false));
        boolean isOpen = outage.filter(Outage::isOpen).isPresent();
        Optional<Instant> well = registered.filter(r -> r).flatMap(_ -> checkedAt);
        Optional<Outage> noticed = missing && !isOpen ? Optional.of(Outage.noticed(outage, well, began)) : outage;
        return seen.equals(Optional.of(true)) ? noticed.map(last -> last.end(now)) : noticed;
    }

    /** The app is being unsubscribed. */
    Report draining(Optional<Problem> obstacle) {
        return new Report(Phase.DRAINING, registered, callbackUrl, fields, obstacle, checkedAt, outage);
    }

    /** All is left as it is. */
    Report orphaned() {
        return new Report(Phase.DRAINED, registered, callbackUrl, fields, Optional.empty(), checkedAt, outage);
    }

    /** The app was unsubscribed, which is no outage. A registration by hand is left to who made it. */
    Report gone(WantedCallback wanted, Instant now) {
        return new Report(
                Phase.DRAINED,
                wanted.isManual() ? registered : Optional.of(false),
                wanted.url(),
                new TreeSet<>(),
                Optional.empty(),
                Optional.of(now),
                Optional.empty());
    }
}
