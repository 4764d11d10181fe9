package io.instagramoperator.webhook.endpoint;

import io.instagramoperator.webhook.config.Token;
import java.util.List;
import java.util.Optional;

/**
 * What is served at one moment; each request is treated by what was so when its header had come.
 *
 * @param path the one path; as long as it is not known, every path of webhooks may be the one
 * @param verifyTokens those that the hand-shake accepts; none refuses it
 * @param deliveries who takes deliveries; empty if none can be verified, and then Meta is asked to come again
 */
public record Served(Optional<String> path, List<Token> verifyTokens, Optional<DeliveryHandler> deliveries) {

    private static final String WEBHOOKS = "/webhooks/";

    boolean has(String requested) {
        return path.isPresent() ? requested.equals(path.get()) : requested.startsWith(WEBHOOKS);
    }
}
