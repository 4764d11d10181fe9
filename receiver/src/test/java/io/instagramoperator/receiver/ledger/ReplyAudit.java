package io.instagramoperator.receiver.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.receiver.ledger.Inboxes.Received;
import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.Filter;
import io.instagramoperator.receiver.log.Slice;
import io.instagramoperator.receiver.log.StoredEvent;
import io.instagramoperator.receiver.reply.Reply;
import io.instagramoperator.receiver.reply.ReplyStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares what the log says of replies with what was accepted and what the customers got. */
final class ReplyAudit {

    private static final JsonMapper JSON = new JsonMapper();

    private final ReplyScene scene;
    private final Map<String, Received> byMid = new HashMap<>();
    private final Map<String, Received> byText = new HashMap<>();
    private final Set<String> wrong = new TreeSet<>();

    private ReplyAudit(ReplyScene scene) {
        this.scene = scene;
    }

    /** All that is wrong, each in a sentence. Nobody else may have the log open. */
    static Set<String> of(ReplyScene scene) throws IOException {
        EventLog log = new EventLog(new SimpleMeterRegistry());
        log.use(scene.folder(), Duration.ofDays(3650));
        try {
            ReplyAudit audit = new ReplyAudit(scene);
            audit.lookAtInboxes();
            audit.lookAtReplies(new ReplyStore(log), events(log));
            return audit.wrong;
        } finally {
            log.close();
        }
    }

    private static List<JsonNode> events(EventLog log) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        Optional<Cursor> after = Optional.empty();
        while (log.read(after, Filter.ALL, 1_000) instanceof Slice.Events(var events, var next, var _)
                && !events.isEmpty()) {
            for (StoredEvent event : events) {
                all.add(JSON.readTree(event.data()));
            }
            after = Optional.of(next);
        }
        return all;
    }

    private void lookAtInboxes() {
        Map<String, Integer> newest = new HashMap<>();
        for (Received message : scene.inboxes().received()) {
            byMid.put(message.mid(), message);
            if (byText.put(message.text(), message) != null) {
                wrong.add(message.text() + " came twice");
            } else if (newest.merge(message.customer(), number(message), Math::max) != number(message)) {
                wrong.add(message.text() + " came after a later one");
            }
            if (!scene.accepted().containsKey(message.text())) {
                wrong.add(message.text() + " was never accepted");
            }
        }
    }

    private static int number(Received message) {
        return Integer.parseInt(message.text().substring(message.text().indexOf('-') + 1));
    }

    private void lookAtReplies(ReplyStore store, List<JsonNode> events) {
        Set<String> ends = new HashSet<>();
        for (JsonNode event : events) {
            String name = event.path("event").asText();
            String id = event.at("/reply/id").asText();
            if (name.startsWith("reply.")
                    && !ends.add(name + " " + event.at("/reply/error/class").asText() + " " + id)) {
                wrong.add(name + " twice for " + id);
            }
            if (name.equals("message.sent")) {
                lookAtEcho(event);
            }
        }
        scene.accepted().forEach((text, id) -> {
            Optional<Reply> reply = store.find(id);
            switch (reply.map(Reply::state).orElse(Reply.State.QUEUED)) {
                case SENT -> {
                    expect(ends.contains("reply.sent  " + id), text + " is sent and has no event");
                    expect(byText.containsKey(text), text + " is sent and nobody got it");
                    expect(
                            reply.flatMap(Reply::messageId)
                                    .equals(Optional.ofNullable(byText.get(text))
                                            .map(Received::mid)),
                            text + " has another id than its message");
                }
                case FAILED -> {
                    expect(
                            ends.stream().anyMatch(end -> end.startsWith("reply.failed") && end.endsWith(id)),
                            text + " failed and has no event");
                    expect(!byText.containsKey(text), text + " failed and the customer got it");
                }
                case UNKNOWN ->
                    expect(ends.contains("reply.failed ambiguous " + id), text + " is unknown without an event");
                case QUEUED, SENDING -> wrong.add(text + " is forgotten: " + reply);
            }
        });
    }

    private void lookAtEcho(JsonNode event) {
        String mid = event.at("/message/id").asText();
        String expected = byMid.containsKey(mid)
                ? scene.accepted().getOrDefault(byMid.get(mid).text(), "")
                : "";
        String named = event.path("reply_id").asText("");
        expect(named.equals(expected), "the echo " + mid + " names '" + named + "', not '" + expected + "'");
    }

    private void expect(boolean right, String otherwise) {
        if (!right) {
            wrong.add(otherwise);
        }
    }
}
