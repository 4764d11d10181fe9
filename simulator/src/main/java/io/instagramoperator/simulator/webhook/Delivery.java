package io.instagramoperator.simulator.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /**
     * One attempt.
     *
     * @param status the HTTP status; empty if there was no answer
     * @param answer the body of the answer, or why there was none
     */
    public record Attempt(Instant at, Optional<Integer> status, String answer) {}

    /**
     * All there is to see of a delivery.
     *
     * @param headers those that Meta sets, of the last attempt
     * @param body its bytes, which are ASCII
     */
    public record Detail(Report report, List<Attempt> tries, Map<String, String> headers, String body) {}

    private final String id;
    private final String appId;
    private final List<String> instagramIds;
    private final int updates;
    private final byte[] body;
    private final Instant due;

    private final List<Attempt> tries = new ArrayList<>();
    private Map<String, String> headers = Map.of();
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
    synchronized int attempted(Instant at, Map<String, String> sentHeaders, Callback.Answer answer) {
        headers = Map.copyOf(sentHeaders);
        switch (answer) {
            case Callback.Answer.Status status -> {
                tries.add(new Attempt(at, Optional.of(status.code()), status.body()));
                lastStatus = Optional.of(status.code());
                lastError = Optional.empty();
                state = status.code() == 200 ? State.Delivered : State.Pending;
            }
            case Callback.Answer.None none -> {
                tries.add(new Attempt(at, Optional.empty(), none.reason()));
                lastStatus = Optional.empty();
                lastError = Optional.of(none.reason());
            }
        }
        return tries.size();
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
        return new Report(
                id, instagramIds.getFirst(), instagramIds, updates, tries.size(), lastStatus, lastError, state);
    }

    public synchronized Detail detail() {
        return new Detail(report(), List.copyOf(tries), headers, new String(body, StandardCharsets.US_ASCII));
    }
}
