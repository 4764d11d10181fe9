package io.instagramoperator.operator.account;

import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.account.InstagramAccountStatus;
import io.instagramoperator.operator.account.status.Situation;
import io.instagramoperator.operator.account.status.StatusPace;
import io.instagramoperator.operator.account.status.StatusReport;
import io.instagramoperator.operator.status.StatusPatch;
import io.instagramoperator.operator.status.WritePace.Decision;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writes the status of accounts, by server-side apply of the status alone. */
final class StatusWriter {

    /** When to look again at an account that has changed while it was looked at; its event usually comes first. */
    private static final Duration AFTER_CONFLICT = Duration.ofSeconds(1);

    private final Clock clock;

    StatusWriter(Clock clock) {
        this.clock = clock;
    }

    /** Gives an account that has no status its first one, so that nobody who waits for it has to guess. Returns the account as it is then. */
    InstagramAccount writeFirst(Situation situation, Context<InstagramAccount> context) {
        return situation.account().getStatus() == null
                ? write(StatusReport.of(situation, clock), situation, context).orElse(situation.account())
                : situation.account();
    }

    /** Writes the status if it says something new. Returns how long until more of it may be written. */
    Optional<Duration> writeChanged(Situation situation, Context<InstagramAccount> context) {
        Decision<InstagramAccountStatus> decision = StatusPace.decide(
                situation.account().getStatus(),
                StatusReport.of(situation, clock),
                StatusPatch.lastWrite(
                        situation.account(),
                        context.getControllerConfiguration().fieldManager()),
                clock.instant());
        boolean conflict = decision.write()
                .filter(status -> write(status, situation, context).isEmpty())
                .isPresent();
        return conflict ? Optional.of(AFTER_CONFLICT) : decision.again();
    }

    private static Optional<InstagramAccount> write(
            InstagramAccountStatus status, Situation situation, Context<InstagramAccount> context) {
        InstagramAccount account = situation.account();
        Optional<InstagramAccount> written = StatusPatch.write(account, new InstagramAccount(), status, context);
        written.ifPresent(_ -> StatusPatch.logReady(
                account.getStatus() == null ? List.of() : account.getStatus().conditions(), status.conditions()));
        return written;
    }
}
