package io.instagramoperator.receiver.log;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What is measured of the log. */
final class LogMetrics {

    private static final Duration[] BUCKETS = Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private LogMetrics() {}

    static Timer commits(MeterRegistry metrics) {
        return Timer.builder("instagram_log_commit_seconds")
                .description("Time of one commit, with its fsync")
                .serviceLevelObjectives(BUCKETS)
                .register(metrics);
    }

    /** Figures of what is so, whenever they are asked for. */
    static void gauges(MeterRegistry metrics, Supplier<LogStatus> status) {
        gauge(metrics, status, "instagram_log_events", "Events that can be read", LogStatus::events);
        gauge(metrics, status, "instagram_log_bytes", "Size of the log's files", LogStatus::bytes);
        gauge(metrics, status, "instagram_log_free_bytes", "Room on the log's disk", LogStatus::freeBytes);
    }

    private static void gauge(
            MeterRegistry metrics,
            Supplier<LogStatus> status,
            String name,
            String description,
            ToDoubleFunction<LogStatus> value) {
        Gauge.builder(name, () -> value.applyAsDouble(status.get()))
                .description(description)
                .register(metrics);
    }
}
