package io.instagramoperator.receiver.graph;

import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.instagram.graph.Operation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Counts calls of the Graph API by operation and outcome, and how long they took. */
@Singleton
public class GraphMetrics {

    private final MeterRegistry registry;

    /** Meters in a registry. */
    public GraphMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void completed(Operation operation, GraphResult<?> result, Duration took) {
        Counter.builder("instagram_graph_requests_total")
                .description("Calls of the Graph API, by what became of them")
                .tags("operation", operation.label(), "outcome", result.outcome())
                .register(registry)
                .increment();
        Timer.builder("instagram_graph_seconds")
                .description("Time of one call of the Graph API")
                .tags("operation", operation.label())
                .register(registry)
                .record(took);
    }
}
