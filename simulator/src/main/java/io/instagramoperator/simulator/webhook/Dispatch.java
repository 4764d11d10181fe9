package io.instagramoperator.simulator.webhook;

import java.util.concurrent.CompletableFuture;

/** What becomes of updates that are to be sent. */
public sealed interface Dispatch {

    /** They go out. The delivery they are in is there after its first attempt. */
    record Queued(CompletableFuture<Delivery> firstAttempt) implements Dispatch {}

    /** They wait until webhooks go out again. */
    record Held(String reason) implements Dispatch {}

    /** They are not sent and never will be, as at Meta. */
    record NotSent(String reason) implements Dispatch {}
}
