package io.instagramoperator.receiver.graph;

import io.instagramoperator.instagram.graph.CallListener;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.instagram.graph.Operation;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Counts calls of the Graph API by operation and outcome, and how long they took. */
@Singleton
public class GraphMetrics implements CallListener {

    private final MeterRegistry registry;

    /** Meters in a registry. */
    public GraphMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void completed(Operation operation, GraphResult<?> result, Duration took) {
        registry.counter("instagram_graph_requests_total", "operation", operation.label(), "outcome", result.outcome())
                .increment();
        registry.timer("instagram_graph_seconds", "operation", operation.label())
                .record(took);
    }
}
