package io.instagramoperator.simulator.state;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What happened in all conversations, oldest first: the last {@value #KEPT} happenings. */
@Singleton
public class Journal {

    private static final int KEPT = 10_000;

    private final Event<Changed> changed;
    private final Deque<Happening> happenings = new ArrayDeque<>();

    Journal(Event<Changed> changed) {
        this.changed = changed;
    }

    /** Notes what becomes a webhook, if it tells which customer it is about. */
    public void items(String instagramId, Instant at, List<? extends JsonNode> items) {
        List<Happening> noted = items.stream()
                .flatMap(
                        item -> customer(instagramId, item)
                                .map(igsid -> (Happening) new Happening.Item(instagramId, igsid, at, item))
                                .stream())
                .toList();
        note(instagramId, noted);
    }

    /** Notes what the account did through the Send API. */
    public void add(Happening happening) {
        note(happening.instagramId(), List.of(happening));
    }

    /** What happened in the conversations of an account, oldest first. */
    public synchronized List<Happening> of(String instagramId) {
        return happenings.stream()
                .filter(happening -> happening.instagramId().equals(instagramId))
                .toList();
    }

    private void note(String instagramId, List<Happening> noted) {
        synchronized (this) {
            happenings.addAll(noted);
            while (happenings.size() > KEPT) {
                happenings.removeFirst();
            }
        }
        changed.fire(new Changed(instagramId));
    }

    /** The side of a messaging item that is not the account; the author of a comment. */
    private static Optional<String> customer(String instagramId, JsonNode item) {
        String sender = item.path("sender").path("id").asText();
        String other =
                sender.equals(instagramId) ? item.path("recipient").path("id").asText() : sender;
        String igsid =
                other.isEmpty() ? item.path("value").path("from").path("id").asText() : other;
        return Optional.of(igsid).filter(id -> !id.isEmpty() && !id.equals(instagramId));
    }
}
