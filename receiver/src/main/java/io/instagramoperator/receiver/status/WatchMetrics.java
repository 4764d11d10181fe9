package io.instagramoperator.receiver.status;

import io.instagramoperator.receiver.watch.Report;
import io.instagramoperator.receiver.watch.Watcher;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** What Meta thinks of the account, in numbers to raise an alarm on; NaN as long as it is not known. */
@Singleton
public class WatchMetrics {

    void register(@Observes StartupEvent start, MeterRegistry registry, Watcher watcher) {
        Gauge.builder("instagram_subscribed", watcher, w -> subscribed(w.report()))
                .description("1 if Meta sends this account's webhooks to this receiver, else 0")
                .register(registry);
        Gauge.builder("instagram_token_expires_timestamp_seconds", watcher, w -> tokenExpires(w.report()))
                .description("When the access token ends; NaN if never, or if it is not known")
                .register(registry);
    }

    private static double subscribed(Report report) {
        return report.webhook().subscribed().map(s -> s ? 1.0 : 0.0).orElse(Double.NaN);
    }

    private static double tokenExpires(Report report) {
        return report.token()
                .expiresAt()
                .map(at -> (double) at.getEpochSecond())
                .orElse(Double.NaN);
    }
}
