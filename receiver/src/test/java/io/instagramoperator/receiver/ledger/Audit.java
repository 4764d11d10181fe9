package io.instagramoperator.receiver.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.Filter;
import io.instagramoperator.receiver.log.Slice;
import io.instagramoperator.receiver.log.StoredEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares what a log holds with the ledger. */
final class Audit {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int PAGE = 1_000;

    private final Set<CustomerMessage> stored = new LinkedHashSet<>();
    private final Map<Long, Integer> newestOfConversation = new HashMap<>();
    private final Findings findings = Findings.none();
    private long lastSequence;

    private Audit() {}

    /**
     * What is wrong; sequences for {@code gaps} and {@code invented}, otherwise messages.
     *
     * @param lost acknowledged and not stored
     * @param invented stored and not sent
     * @param altered stored in another form than was sent
     * @param disordered not right behind the one before it in its conversation
     * @param repeated stored twice
     * @param gaps not right behind the sequence before it
     */
    record Findings(
            Set<String> lost,
            Set<String> invented,
            Set<String> altered,
            Set<String> disordered,
            Set<String> repeated,
            Set<Long> gaps) {

        /** Nothing is wrong. */
        static Findings none() {
            return new Findings(
                    new TreeSet<>(),
                    new TreeSet<>(),
                    new TreeSet<>(),
                    new TreeSet<>(),
                    new TreeSet<>(),
                    new TreeSet<>());
        }
    }

    /** Opens the log in this folder, which nobody else has open, and reads all of it. */
    static Findings of(Path folder, Ledger.Account account) {
        EventLog log = new EventLog(new SimpleMeterRegistry());
        log.use(folder, Duration.ofDays(3650));
        try {
            return new Audit().read(log, account);
        } finally {
            log.close();
        }
    }

    private Findings read(EventLog log, Ledger.Account account) {
        Optional<Cursor> after = Optional.empty();
        while (log.read(after, Filter.ALL, PAGE) instanceof Slice.Events(var events, var next, var _)
                && !events.isEmpty()) {
            for (StoredEvent event : events) {
                look(event, log.raw(event.id()));
            }
            after = Optional.of(next);
        }
        for (CustomerMessage message : account.acknowledged()) {
            if (!stored.contains(message)) {
                findings.lost.add(message.toString());
            }
        }
        for (CustomerMessage message : stored) {
            if (!account.sent().contains(message)) {
                findings.invented.add(message.toString());
            }
        }
        return findings;
    }

    private void look(StoredEvent event, Optional<byte[]> raw) {
        if (event.sequence() != lastSequence + 1) {
            findings.gaps.add(event.sequence());
        }
        lastSequence = event.sequence();
        JsonNode data = json(event.data());
        CustomerMessage message;
        try {
            message = CustomerMessage.withId(data.path("message").path("id").asText());
        } catch (IllegalArgumentException e) {
            findings.invented.add(event.sequence() + " " + e.getMessage());
            return;
        }
        if (!isAsSent(event, data, message)
                || !raw.filter(bytes -> Arrays.equals(bytes, message.item())).isPresent()) {
            findings.altered.add(message.toString());
        }
        if (!stored.add(message)) {
            findings.repeated.add(message.toString());
            return;
        }
        Integer before = newestOfConversation.put(message.conversation(), message.number());
        if (message.number() != (before == null ? 0 : before) + 1) {
            findings.disordered.add(message.toString());
        }
    }

    private static boolean isAsSent(StoredEvent event, JsonNode data, CustomerMessage message) {
        String conversation = Long.toString(message.conversation());
        return event.event().equals("message.received")
                && event.conversation().equals(Optional.of(conversation))
                && data.path("from").asText().equals(conversation)
                && data.path("message").path("body").asText().equals(message.text());
    }

    private static JsonNode json(String data) {
        try {
            return JSON.readTree(data);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
