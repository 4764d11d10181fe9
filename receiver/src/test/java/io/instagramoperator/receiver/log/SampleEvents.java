package io.instagramoperator.receiver.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.fail;

import io.instagramoperator.instagram.payload.RawJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Events that differ by their ids, and logs that take them. */
final class SampleEvents {

    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private SampleEvents() {}

    static EventLog log(Instant now) {
        return new EventLog(
                new SimpleMeterRegistry(),
                Clock.fixed(now, Clock.systemUTC().getZone()),
                () -> fail("no write fails here"));
    }

    /** Up to 100 events. */
    static List<StoredEvent> all(EventLog log, Optional<Cursor> after, Filter filter) {
        return ((Slice.Events) log.read(after, filter, 100)).events();
    }

    static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    static Event message(String id) {
        return event(id, "message.received", Optional.of("customer"));
    }

    static Event read(String id) {
        return event(id, "message.read", Optional.of("customer"));
    }

    static Event unknown(String id) {
        return event(id, "unknown", Optional.empty());
    }

    private static Event event(String id, String event, Optional<String> conversation) {
        return new Event(
                id,
                event,
                conversation,
                NOW,
                NOW,
                "{\"id\":\"" + id + "\"}",
                Optional.of(RawJson.of(("raw " + id).getBytes(UTF_8))));
    }
}
