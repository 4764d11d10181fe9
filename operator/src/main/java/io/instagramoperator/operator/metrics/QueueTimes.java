package io.instagramoperator.operator.metrics;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How long resources wait for a thread to reconcile them; the framework tells only how many do. */
final class QueueTimes implements Metrics {

    static final String CONTROLLER = Constants.CONTROLLER_NAME;

    private final MeterRegistry registry;
    private final Map<String, Map<ResourceID, Long>> waiting = new ConcurrentHashMap<>();

    QueueTimes(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void controllerRegistered(Controller<? extends HasMetadata> controller) {
        String name = controller.getConfiguration().getName();
        Gauge.builder("instagram_operator_queue_oldest_seconds", () -> oldest(name))
                .description("How long the resource that has waited longest has waited to be reconciled")
                .tag(CONTROLLER, name)
                .register(registry);
    }

    @Override
    public void reconciliationSubmitted(
            HasMetadata resource, @Nullable RetryInfo retryInfo, Map<String, Object> metadata) {
        of(metadata).put(ResourceID.fromResource(resource), System.nanoTime());
    }

    @Override
    public void reconciliationStarted(HasMetadata resource, Map<String, Object> metadata) {
        Long since = of(metadata).remove(ResourceID.fromResource(resource));
        if (since != null) {
            Timer.builder("instagram_operator_queue_seconds")
                    .description("Time that a resource waited to be reconciled")
                    .tag(CONTROLLER, name(metadata))
                    .register(registry)
                    .record(Duration.ofNanos(System.nanoTime() - since));
        }
    }

    /** A resource that went while it waited is never started. */
    @Override
    public void reconciliationFinished(
            HasMetadata resource, @Nullable RetryInfo retryInfo, Map<String, Object> metadata) {
        of(metadata).remove(ResourceID.fromResource(resource));
    }

    @Override
    public void cleanupDone(ResourceID resource, Map<String, Object> metadata) {
        of(metadata).remove(resource);
    }

    private double oldest(String controller) {
        long now = System.nanoTime();
        return waiting.getOrDefault(controller, Map.of()).values().stream()
                        .mapToLong(since -> now - since)
                        .max()
                        .orElse(0)
                / 1e9;
    }

    private Map<ResourceID, Long> of(Map<String, Object> metadata) {
        return waiting.computeIfAbsent(name(metadata), _ -> new ConcurrentHashMap<>());
    }

    private static String name(Map<String, Object> metadata) {
        return String.valueOf(metadata.get(CONTROLLER));
    }
}
