package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.sink.Outcome;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What is counted of deliveries, by subscription. */
final class DeliveryMetrics {

    private static final String SUBSCRIPTION = "subscription";

    private static final Duration[] BUCKETS = Stream.of(5, 10, 20, 50, 100, 200, 500, 1_000, 5_000, 30_000, 300_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;

    /** Subscriptions that there are. */
    private final Set<String> shown = ConcurrentHashMap.newKeySet();

    DeliveryMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows figures that are looked up when they are asked for. */
    void show(String name, Deliveries deliveries) {
        shown.add(name);
        Reading reading = new Reading(() -> deliveries.standing(name));
        gauge(name, reading, "instagram_delivery_backlog", "Events that are still to be delivered", Standing::backlog);
        gauge(
                name,
                reading,
                "instagram_delivery_oldest_seconds",
                "Age of the oldest event that is still to be delivered",
                standing -> standing.oldest().map(Duration::toMillis).orElse(0L) / 1000.0);
        gauge(name, reading, "instagram_dead_letters", "Events that were given up", Standing::deadLetters);
    }

    private void gauge(
            String name, Reading reading, String metric, String description, ToDoubleFunction<Standing> figure) {
        Gauge.builder(
                        metric,
                        () -> reading.standing().map(figure::applyAsDouble).orElse(Double.NaN))
                .description(description)
                .tag(SUBSCRIPTION, name)
                .register(registry);
    }

    /** What one scrape reads once, for all of its figures. */
    private static final class Reading {

        private static final long KEPT_NANOS = Duration.ofSeconds(1).toNanos();

        private final Supplier<Optional<Standing>> source;
        private Optional<Standing> last = Optional.empty();
        private long readAt = System.nanoTime() - KEPT_NANOS;

        Reading(Supplier<Optional<Standing>> source) {
            this.source = source;
        }

        synchronized Optional<Standing> standing() {
            if (System.nanoTime() - readAt >= KEPT_NANOS) {
                last = source.get();
                readAt = System.nanoTime();
            }
            return last;
        }
    }

    void attempted(String name, Outcome outcome) {
        String text =
                switch (outcome) {
                    case Outcome.Delivered _ -> "delivered";
                    case Outcome.Gone _ -> "gone";
                    case Outcome.Failed failed -> failed.failure().kind().name().toLowerCase(Locale.ROOT);
                };
        registry.counter("instagram_delivery_attempts", SUBSCRIPTION, name, "outcome", text)
                .increment();
        removeIfGone(name);
    }

    /** Counts how long an event took that is no replay. */
    void delivered(String name, Duration afterAcknowledgement) {
        Timer.builder("instagram_delivery_seconds")
                .description("Time from the acknowledgement to the delivery")
                .tag(SUBSCRIPTION, name)
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(afterAcknowledgement);
        removeIfGone(name);
    }

    /** The last requests of a subscription end after it was removed, and must not bring its figures back. */
    private void removeIfGone(String name) {
        if (!shown.contains(name)) {
            remove(name);
        }
    }

    /** Forgets a subscription. */
    void remove(String name) {
        shown.remove(name);
        List<Meter> its = registry.getMeters().stream()
                .filter(meter -> name.equals(meter.getId().getTag(SUBSCRIPTION)))
                .toList();
        its.forEach(registry::remove);
    }
}
