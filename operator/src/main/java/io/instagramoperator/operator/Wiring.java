package io.instagramoperator.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.operator.account.report.ReceiverReport;
import io.instagramoperator.operator.app.report.GatewayReport;
import io.instagramoperator.operator.gatewayapi.GatewayApi;
import io.instagramoperator.operator.pod.Ports;
import io.instagramoperator.operator.report.ReportPoller;
import io.instagramoperator.operator.report.StatusClient;
import io.instagramoperator.operator.routing.Routing;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What the reconcilers need from outside: the time and ways to ask receivers and gateways, whose answers they report. */
final class Wiring {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    ReportPoller<InstagramAccount, ReceiverReport> receivers(MeterRegistry meters) {
        return new ReportPoller<>(
                ReceiverReport.class, new StatusClient<>(ReceiverReport.class, Ports.MANAGEMENT, meters));
    }

    @Produces
    @Singleton
    ReportPoller<MetaApp, GatewayReport> gateways(MeterRegistry meters) {
        return new ReportPoller<>(
                GatewayReport.class, new StatusClient<>(GatewayReport.class, Ports.MANAGEMENT, meters));
    }

    @Produces
    @Singleton
    Routing routing() {
        return new Routing();
    }

    @Produces
    @Singleton
    GatewayApi<MetaApp> gatewayApiOfApps(KubernetesClient client, Clock clock) {
        return new GatewayApi<>(client, clock);
    }

    @Produces
    @Singleton
    GatewayApi<InstagramAccount> gatewayApi(KubernetesClient client, Clock clock) {
        return new GatewayApi<>(client, clock);
    }
}
