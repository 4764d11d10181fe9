package io.instagramoperator.simulator.webhook;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What becomes of updates that are to be sent. */
public sealed interface Dispatch {

    /** They go out, to each app in a delivery of its own, which is there after its first attempt. */
    record Queued(List<CompletableFuture<Delivery>> firstAttempts) implements Dispatch {

        /** All deliveries, after the first attempt of each. */
        public CompletableFuture<List<Delivery>> all() {
            return CompletableFuture.allOf(firstAttempts.toArray(CompletableFuture[]::new))
                    .thenApply(_ ->
                            firstAttempts.stream().map(CompletableFuture::join).toList());
        }
    }

    /** They wait until webhooks go out again. */
    record Held(String reason) implements Dispatch {}

    /** They are not sent and never will be, as at Meta. */
    record NotSent(String reason) implements Dispatch {}
}
