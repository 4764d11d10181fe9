package io.instagramoperator.webhook.endpoint;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The figures of the endpoint. All are registered at once, so that they show from the start. */
final class WebhookMetrics {

    /** Meta gives up after 5 s. */
    private static final Duration[] BUCKETS = Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final Map<Outcome, Counter> deliveries = new EnumMap<>(Outcome.class);
    private final Timer seconds;

    WebhookMetrics(MeterRegistry metrics) {
        Arrays.stream(Outcome.values())
                .forEach(outcome -> deliveries.put(
                        outcome,
                        Counter.builder("instagram_webhook_deliveries_total")
                                .description("Requests to deliver updates, by what became of them")
                                .tag("outcome", outcome.label())
                                .register(metrics)));
        seconds = Timer.builder("instagram_webhook_seconds")
                .description("Time from the header of a delivery to its answer")
                .serviceLevelObjectives(BUCKETS)
                .register(metrics);
    }

    void delivery(Outcome outcome, long nanos) {
        counter(outcome).increment();
        seconds.record(nanos, TimeUnit.NANOSECONDS);
    }

    private Counter counter(Outcome outcome) {
        Counter counter = deliveries.get(outcome);
        if (counter == null) {
            throw new IllegalStateException("every constant has a counter");
        }
        return counter;
    }
}
