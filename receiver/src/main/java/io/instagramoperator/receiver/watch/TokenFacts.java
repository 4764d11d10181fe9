package io.instagramoperator.receiver.watch;

import io.instagramoperator.instagram.graph.GraphError;
import io.instagramoperator.instagram.graph.Me;
import io.instagramoperator.instagram.graph.TokenInfo;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.webhook.registration.Seen;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known about the access token after a round of looking.
 *
 * @param config whose token it should be
 * @param info what {@code debug_token} says; not asked with Instagram Login
 * @param me whose token it is
 * @param stop why Meta refuses all replies, if it does
 * @param refresh about exchanging it, with Instagram Login
 */
record TokenFacts(
        ReceiverConfig config, Seen<TokenInfo> info, Seen<Me> me, Optional<GraphError> stop, RefreshFacts refresh) {

    /** When the token ends: what Meta told last, whichever way it tells. */
    Optional<Instant> expiresAt() {
        return info.answer().flatMap(TokenInfo::expiresAt).or(refresh::expiresAt);
    }

    /** The same with something about exchanging it. */
    TokenFacts with(RefreshFacts other) {
        return new TokenFacts(config, info, me, stop, other);
    }

    /** The same as if no reply had been refused. */
    TokenFacts withoutStop() {
        return new TokenFacts(config, info, me, Optional.empty(), refresh);
    }
}
