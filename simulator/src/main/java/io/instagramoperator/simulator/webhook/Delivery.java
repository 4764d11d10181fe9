package io.instagramoperator.simulator.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One delivery, and how its attempts went so far. Its bytes are the same in every attempt. */
public final class Delivery {

    /** Where a delivery stands. */
    public enum State {
        /** To be tried, or tried again. */
        Pending,
        /** Answered with 200. */
        Delivered,
        /** Not tried any more: the schedule is over, the app unsubscribed, or it was forged and is tried only once. */
        Abandoned
    }

    /**
     * What can be told about a delivery.
     *
     * @param instagramId the account of its first update
     * @param instagramIds all accounts it has updates of
     * @param lastStatus the HTTP status of the last attempt; empty if there was no answer
     * @param lastError why there was no answer, or no further attempt
     */
    public record Report(
            String id,
            String instagramId,
            List<String> instagramIds,
            int updates,
            int attempts,
            Optional<Integer> lastStatus,
            Optional<String> lastError,
            State state) {

        /** One line for the log. */
        String summary() {
            String result = lastStatus.map(String::valueOf).or(() -> lastError).orElse("not attempted");
            return "delivery %s to %s, %d updates, attempt %d: %s, %s"
                    .formatted(id, String.join(", ", instagramIds), updates, attempts, result, state);
        }
    }

    private final String id;
    private final String appId;
    private final List<String> instagramIds;
    private final int updates;
    private final byte[] body;
    private final Instant due;

    private int attempts;
    private Optional<Integer> lastStatus = Optional.empty();
    private Optional<String> lastError = Optional.empty();
    private State state = State.Pending;

    Delivery(String id, String appId, List<WebhookUpdate> updates, byte[] body, Instant due) {
        this.id = id;
        this.appId = appId;
        this.instagramIds =
                updates.stream().map(WebhookUpdate::instagramId).distinct().toList();
        this.updates = updates.size();
        this.body = body;
        this.due = due;
    }

    String appId() {
        return appId;
    }

    List<String> instagramIds() {
        return instagramIds;
    }

    /** How long ago the first attempt was due. */
    Duration age(Instant now) {
        return Duration.between(due, now);
    }

    byte[] body() {
        return body;
    }

    /** Notes an attempt. Returns how many there were, this one included. */
    synchronized int attempted(Callback.Answer answer) {
        attempts++;
        switch (answer) {
            case Callback.Answer.Status status -> {
                lastStatus = Optional.of(status.code());
                lastError = Optional.empty();
                state = status.code() == 200 ? State.Delivered : State.Pending;
            }
            case Callback.Answer.None none -> {
                lastStatus = Optional.empty();
                lastError = Optional.of(none.reason());
            }
        }
        return attempts;
    }

    synchronized void abandon() {
        state = State.Abandoned;
    }

    synchronized void abandon(String reason) {
        lastError = Optional.of(reason);
        state = State.Abandoned;
    }

    synchronized boolean isPending() {
        return state == State.Pending;
    }

    public synchronized Report report() {
        return new Report(id, instagramIds.getFirst(), instagramIds, updates, attempts, lastStatus, lastError, state);
    }
}
