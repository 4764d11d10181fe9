package io.instagramoperator.receiver.watch;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known about exchanging the token for a newer one.
 *
 * @param expiresAt when the token in force ends; empty if Meta has not told, which it does only with a token that it gives
 * @param error why there is no newer one; empty if none was due, or it was given
 */
record RefreshFacts(Optional<Instant> expiresAt, Optional<String> error) {

    static final RefreshFacts NONE = new RefreshFacts(Optional.empty(), Optional.empty());
}
