package io.instagramoperator.receiver.webhook;

import io.instagramoperator.receiver.event.UnknownReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Counts the updates that are not plain new events. All are registered at once, so that they show from the start. */
final class EventCounts {

    private final Map<UnknownReason, Counter> unknown = new EnumMap<>(UnknownReason.class);
    private final Counter duplicates;

    EventCounts(MeterRegistry metrics) {
        Arrays.stream(UnknownReason.values())
                .forEach(reason -> unknown.put(
                        reason,
                        Counter.builder("instagram_events_unknown_total")
                                .description("Updates stored as unknown, by reason")
                                .tag("reason", reason.label())
                                .register(metrics)));
        duplicates = Counter.builder("instagram_events_duplicate_total")
                .description("Updates that were stored before")
                .register(metrics);
    }

    void duplicates(int count) {
        duplicates.increment(count);
    }

    void unknown(UnknownReason reason) {
        Counter counter = unknown.get(reason);
        if (counter == null) {
            throw new IllegalStateException("every constant has a counter");
        }
        counter.increment();
    }
}
