package io.instagramoperator.webhook.endpoint;

import io.instagramoperator.webhook.config.Token;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The request by which Meta checks, when a webhook is registered, that the endpoint is ours (Graph API, "Webhooks", Getting
 * Started: Verification Requests).
 *
 * @param modes all values of {@code hub.mode}
 * @param tokens all values of {@code hub.verify_token}
 * @param challenges all values of {@code hub.challenge}
 */
record Handshake(List<String> modes, List<String> tokens, List<String> challenges) {

    /** The challenge is sent back to whoever asks: nothing that a browser could take for anything else than a word. */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{1,256}");

    /** What to answer; empty to refuse. */
    Optional<String> answer(List<Token> accepted) {
        if (modes.size() != 1 || tokens.size() != 1 || challenges.size() != 1) {
            return Optional.empty();
        }
        // All are compared, so that the time does not tell which one it was.
        boolean known = accepted.stream()
                        .filter(token -> token.matches(tokens.getFirst()))
                        .count()
                > 0;
        return Optional.of(challenges.getFirst())
                .filter(challenge -> known
                        && modes.getFirst().equals("subscribe")
                        && CHALLENGE.matcher(challenge).matches());
    }
}
