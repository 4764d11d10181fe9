package io.instagramoperator.simulator.webhook;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The updates of one app that wait for their first attempt. One delivery is under way at a time; what becomes due
 * meanwhile goes together in the next one.
 */
final class Lane {

    /** Graph API, "Webhooks": updates are aggregated to a maximum of 1000. */
    static final int MAX_UPDATES = 1_000;

    /** Updates that are to be sent in one delivery, and who waits for it. */
    record Group(List<WebhookUpdate> updates, CompletableFuture<Delivery> firstAttempt) {}

    private final Deque<Group> waiting = new ArrayDeque<>();
    private boolean underWay;

    synchronized void add(Group group) {
        waiting.addLast(group);
    }

    /** Takes what goes into the next delivery; empty if one is under way or nothing waits. End it with {@link #done}. */
    synchronized Optional<List<Group>> take() {
        if (underWay || waiting.isEmpty()) {
            return Optional.empty();
        }
        List<Group> groups = new ArrayList<>();
        int updates = 0;
        while (!waiting.isEmpty()
                && (groups.isEmpty() || updates + waiting.getFirst().updates().size() <= MAX_UPDATES)) {
            updates += waiting.getFirst().updates().size();
            groups.add(waiting.removeFirst());
        }
        underWay = true;
        return Optional.of(groups);
    }

    synchronized void done() {
        underWay = false;
    }
}
