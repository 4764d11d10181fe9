package io.instagramoperator.instagram.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/**
 * A token of Instagram Login in place of an older one, which stays valid until its own end.
 *
 * @param expiresIn how long it is valid from now on; empty if Meta does not tell
 */
public record RefreshedToken(Secret token, Optional<Duration> expiresIn) {

    static GraphResult<RefreshedToken> from(JsonNode answer) {
        Optional<String> token = Json.text(answer, "access_token");
        if (token.isEmpty()) {
            return new GraphResult.Ambiguous<>("refresh_access_token answered without access_token");
        }
        long seconds = answer.path("expires_in").asLong();
        return new GraphResult.Ok<>(new RefreshedToken(
                new Secret(token.get()), seconds > 0 ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty()));
    }
}
