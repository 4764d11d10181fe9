package io.instagramoperator.operator;

import io.instagramoperator.operator.account.desired.ReceiverPorts;
import io.instagramoperator.operator.account.report.StatusClient;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What the reconcilers need from outside: the time and a way to ask receivers. */
final class Wiring {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    StatusClient receivers() {
        return new StatusClient(ReceiverPorts.MANAGEMENT);
    }
}
