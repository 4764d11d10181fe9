package io.instagramoperator.simulator.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A message that an account sent through the Send API.
 *
 * @param to the customer's Instagram-scoped id
 * @param body the request as it came
 */
public record SentMessage(String to, Optional<String> text, String mid, Instant at, JsonNode body) {

    @Override
    public String toString() {
        return "SentMessage[to=" + to + ", mid=" + mid + "]";
    }
}
