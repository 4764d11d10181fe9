package io.instagramoperator.operator.metrics;

import io.instagramoperator.operator.leader.LeaderElection;
import io.javaoperatorsdk.operator.api.monitoring.AggregatedMetrics;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Puts the meters where the framework and the Kubernetes client find them. What runs before the application has started counts in the registry of
 * Prometheus itself: the composite that is injected otherwise has none below it by then, and forgets.
 */
@SuppressWarnings("deprecation") // Micrometer has a newer one; Quarkus still serves from this.
final class Meters {

    private static final Duration[] BUCKETS = Stream.of(10, 50, 100, 500, 1_000, 5_000, 30_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    void register(
            @Observes StartupEvent start,
            MeterRegistry registry,
            LeaderElection election,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        Gauge.builder("instagram_operator_info", () -> 1)
                .description("1: the version of the operator")
                .tag("version", version)
                .register(registry);
        Gauge.builder("instagram_operator_leader", election, it -> it.leads() ? 1 : 0)
                .description("1 if this operator is the one that works, else 0")
                .register(registry);
    }

    /** Takes the place of the extension's own, which may be bound to a registry that nobody reads. */
    @Produces
    @Singleton
    Metrics metrics(PrometheusMeterRegistry registry) {
        ConditionCollector conditions = new ConditionCollector();
        registry.getPrometheusRegistry().register(conditions);
        return new AggregatedMetrics(List.of(
                MicrometerMetricsV2.newBuilder(registry)
                        .withExecutionTimerConfig(timer -> timer.serviceLevelObjectives(BUCKETS))
                        .build(),
                new QueueTimes(registry),
                conditions));
    }

    @Produces
    @Singleton
    ApiRequests apiRequests(PrometheusMeterRegistry registry) {
        return new ApiRequests(registry);
    }
}
