package io.instagramoperator.webhook.endpoint;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** What happens to a delivery that has arrived. */
@FunctionalInterface
public interface DeliveryHandler {

    /**
     * Takes a delivery. Called on an event loop: returns soon. The answer is given on that event loop, whichever thread
     * completes it.
     *
     * @param body not to be changed any more
     * @param signatures the values of the signature header, which nobody has looked at yet
     * @return {@link Outcome#ACCEPTED} only when it cannot be lost any more
     */
    CompletionStage<Outcome> take(byte[] body, List<String> signatures);
}
