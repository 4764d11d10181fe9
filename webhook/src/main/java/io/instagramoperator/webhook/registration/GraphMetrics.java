package io.instagramoperator.webhook.registration;

import io.instagramoperator.instagram.graph.CallListener;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.instagram.graph.Operation;
import io.instagramoperator.instagram.graph.Usage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts calls of the Graph API by operation and outcome, and how long they took. */
public final class GraphMetrics implements CallListener {

    private final MeterRegistry registry;

    /** Meters in a registry. */
    public GraphMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void completed(Operation operation, GraphResult<?> result, Usage usage, Duration took) {
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
