package io.instagramoperator.simulator.control;

import io.instagramoperator.simulator.webhook.Delivery;
import io.instagramoperator.simulator.webhook.Dispatch;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What became of something a customer did.
 *
 * @param mid the id of the message, or of the comment
 * @param deliveries those it went out in, one to each app, after the first attempt; none if it did not go out
 * @param reason why it did not go out
 */
record Outcome(Optional<String> mid, List<Attempt> deliveries, Optional<String> reason) {

    /**
     * A first attempt.
     *
     * @param status the HTTP status; missing if there was no answer
     * @param error why there was no answer
     */
    record Attempt(String id, Optional<Integer> status, Optional<String> error) {

        static Attempt of(Delivery delivery) {
            Delivery.Report report = delivery.report();
            return new Attempt(report.id(), report.lastStatus(), report.lastError());
        }
    }

    /** Longer than one attempt takes at most, with another one ahead of it. */
    private static final long PATIENCE_SECONDS = 12;

    /** Waits for the first attempt. */
    static Outcome of(Optional<String> mid, Dispatch dispatch) throws InterruptedException, ExecutionException {
        return switch (dispatch) {
            case Dispatch.NotSent notSent -> new Outcome(mid, List.of(), Optional.of(notSent.reason()));
            case Dispatch.Held held -> new Outcome(mid, List.of(), Optional.of(held.reason()));
            case Dispatch.Queued queued -> {
                try {
                    List<Attempt> attempts = queued.all().get(PATIENCE_SECONDS, TimeUnit.SECONDS).stream()
                            .map(Attempt::of)
                            .toList();
                    yield new Outcome(mid, attempts, Optional.empty());
                } catch (TimeoutException e) {
                    yield new Outcome(
                            mid,
                            List.of(),
                            Optional.of("not attempted within " + PATIENCE_SECONDS
                                    + " s, as others are due before it; see GET /control/deliveries"));
                }
            }
        };
    }
}
