package io.instagramoperator.operator.account.metaapp;

import io.instagramoperator.crds.account.AppInUse;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.account.InstagramAccountStatus;
import io.instagramoperator.crds.account.RetiredApp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an account's status records of its Meta apps. The receiver's objects are made from the record and not from the spec: so it is written
 * before anything changes, and a crash in between forgets no app that Meta may still send webhooks of.
 *
 * @param inUse   the app that the receiver works with; empty: none was known yet
 * @param retired the one before, as long as it counts
 */
public record AppRecord(Optional<AppInUse> inUse, Optional<RetiredApp> retired) {

    /** Meta repeats a webhook for 36 hours; the rest is for whoever has to put something right first. */
    static final Duration RETIREMENT = Duration.ofDays(2);

    private static final InstagramAccountStatus EMPTY = new InstagramAccountStatus(
            null, null, null, null, null, null, null, null, null, null, null, null, List.of());

    /** What the account's receiver is to work with. An account without a record has never had another app than its own. */
    public static AppRecord of(InstagramAccount account) {
        AppRecord written = writtenIn(account);
        return new AppRecord(
                written.inUse.or(() -> Optional.ofNullable(account.getSpec().app())
                        .flatMap(app -> new WantedApp.Own(app).inUseSince(Instant.EPOCH))),
                written.retired);
    }

    /** The record as the account's status has it. */
    public static AppRecord writtenIn(InstagramAccount account) {
        Optional<InstagramAccountStatus> status = Optional.ofNullable(account.getStatus());
        return new AppRecord(status.map(InstagramAccountStatus::app), status.map(InstagramAccountStatus::retiredApp));
    }

    /** The account as it is when this record is written. */
    public InstagramAccount writtenTo(InstagramAccount account) {
        InstagramAccount copy = new InstagramAccount();
        copy.setMetadata(account.getMetadata());
        copy.setSpec(account.getSpec());
        copy.setStatus(writtenTo(Optional.ofNullable(account.getStatus()).orElse(EMPTY)));
        return copy;
    }

    private InstagramAccountStatus writtenTo(InstagramAccountStatus status) {
        return new InstagramAccountStatus(
                status.observedGeneration(),
                status.username(),
                status.callbackUrl(),
                status.receiver(),
                status.store(),
                status.backlog(),
                status.deadLetters(),
                status.lastEventTime(),
                status.token(),
                status.webhook(),
                inUse.orElse(null),
                retired.orElse(null),
                status.conditions());
    }

    /** The record as it should be now. While the wanted app is not there, the one in use stays. */
    public AppRecord next(WantedApp wanted, Instant now) {
        AppRecord current = new AppRecord(inUse, retired.filter(app -> now.isBefore(app.until())));
        return wanted.inUseSince(now)
                .map(app -> inUse.map(old -> current.changed(old, app, now))
                        .orElseGet(() -> new AppRecord(Optional.of(app), current.retired)))
                .orElse(current);
    }

    /** The name of the MetaApp whose gateway may not know the account yet. What Meta sent for the account until then would be lost. */
    public Optional<String> awaited() {
        return inUse.filter(app -> Boolean.FALSE.equals(app.routed())).map(AppInUse::name);
    }

    /** The same, with this about whether the gateway of a shared app knows the account. */
    public AppRecord routed(boolean routed) {
        return new AppRecord(
                inUse.map(app -> app.shared()
                        ? new AppInUse(app.appId(), app.secretRefs(), true, app.name(), app.since(), routed)
                        : app),
                retired);
    }

    /** How long until the retired app no longer counts. */
    public Optional<Duration> untilRetired(Instant now) {
        return retired.map(app -> Duration.between(now, app.until()));
    }

    /** Another list of secrets of the same app is a rotation: who takes a secret out wants it to count no more. */
    private AppRecord changed(AppInUse old, AppInUse app, Instant now) {
        if (isSame(old, app)) {
            return new AppRecord(
                    Optional.of(new AppInUse(
                            app.appId(), app.secretRefs(), app.shared(), app.name(), old.since(), old.routed())),
                    retired);
        }
        return new AppRecord(Optional.of(app), covers(app, old) ? retired : Optional.of(retire(old, now)));
    }

    private static boolean isSame(AppInUse one, AppInUse other) {
        return one.appId().equals(other.appId()) && Objects.equals(one.name(), other.name());
    }

    /** Whether what the old app has signed is accepted without its being remembered. */
    private static boolean covers(AppInUse app, AppInUse old) {
        return !app.shared() && !old.shared() && app.secretRefs().containsAll(old.secretRefs());
    }

    private static RetiredApp retire(AppInUse old, Instant now) {
        return new RetiredApp(old.appId(), old.secretRefs(), old.shared(), old.name(), now.plus(RETIREMENT));
    }
}
