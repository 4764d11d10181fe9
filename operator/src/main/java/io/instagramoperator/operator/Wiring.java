package io.instagramoperator.operator;

import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.desired.ReceiverPorts;
import io.instagramoperator.operator.account.report.ReportPoller;
import io.instagramoperator.operator.account.report.StatusClient;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What the reconcilers need from outside: the time and a way to ask receivers, whose answers both kinds report. */
final class Wiring {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    ReportPoller<InstagramAccount> receivers() {
        return new ReportPoller<>(new StatusClient(ReceiverPorts.MANAGEMENT));
    }
}
