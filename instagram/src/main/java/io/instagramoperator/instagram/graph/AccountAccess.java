package io.instagramoperator.instagram.graph;

import java.util.Optional;

/**
 * An Instagram account and its token, for calls made in the account's name.
 *
 * @param login how the account was connected
 * @param node the id in the path: the Page's with {@link Login#FACEBOOK}, the Instagram account's with {@link Login#INSTAGRAM}. Never {@code me}:
 *     with somebody else's token that would act as somebody else
 * @param token the access token
 * @param app the app that the token was made for; gives {@code appsecret_proof} with Facebook Login
 */
public record AccountAccess(Login login, String node, Secret token, Optional<AppAccess> app) {

    /** Refuses a token that cannot be sent, without quoting it. */
    public AccountAccess {
        if (!token.fitsHeader()) {
            throw new IllegalArgumentException("an access token consists of visible ASCII characters");
        }
    }

    /** Documented for Facebook Login only; graph.instagram.com does not know the parameter. */
    Optional<String> proof() {
        return login == Login.FACEBOOK ? app.map(a -> a.proofOf(token)) : Optional.empty();
    }
}
