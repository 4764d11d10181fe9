package io.instagramoperator.receiver.event;

import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.Header;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the events that the log has taken. */
@Startup
@Singleton
public final class EventMetrics {

    private final MeterRegistry metrics;
    private final Map<String, Counter> byName = new ConcurrentHashMap<>();

    /** Registers all names, so that they show from the start. */
    public EventMetrics(MeterRegistry metrics, EventLog log) {
        this.metrics = metrics;
        EventNames.ALL.forEach(this::counter);
        log.tail().listen(this::count);
    }

    private void count(List<Header> headers) {
        for (Header header : headers) {
            counter(header.event()).increment();
        }
    }

    private Counter counter(String event) {
        return byName.computeIfAbsent(event, name -> Counter.builder("instagram_events_total")
                .description("Events stored")
                .tag("event", name)
                .register(metrics));
    }
}
