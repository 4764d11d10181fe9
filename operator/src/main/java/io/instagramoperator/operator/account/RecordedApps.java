package io.instagramoperator.operator.account;

import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.metaapp.AppRecord;
import io.instagramoperator.operator.account.status.Situation;
import io.instagramoperator.operator.routing.Routing;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** What is to be recorded of an account's Meta apps. That a gateway knows the account is recorded for good: it does not forget one that is there. */
final class RecordedApps {

    private final Routing routing;
    private final Clock clock;

    RecordedApps(Routing routing, Clock clock) {
        this.routing = routing;
        this.clock = clock;
    }

    /** The record as it should be now. */
    AppRecord next(Situation situation) {
        InstagramAccount account = situation.account();
        AppRecord next = AppRecord.writtenIn(account)
                .next(situation.wantedApp(), clock.instant().truncatedTo(ChronoUnit.SECONDS));
        if (situation.elder().isPresent()) {
            // The gateway forgets who stands back, and learns of it again when the older account goes.
            return next.routed(false);
        }
        return next.awaited()
                .filter(app -> !account.isMarkedForDeletion() && routing.passesOn(app, account))
                .map(_ -> next.routed(true))
                .orElse(next);
    }
}
