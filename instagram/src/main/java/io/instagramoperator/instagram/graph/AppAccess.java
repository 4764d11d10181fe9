package io.instagramoperator.instagram.graph;

import io.instagramoperator.instagram.signature.AppSecret;

/**
 * A Meta app and its secret, for calls made in the app's own name.
 *
 * @param id the app's id
 * @param secret the app secret; with Instagram Login too the secret of the Meta app, not the Instagram app secret
 */
public record AppAccess(String id, AppSecret secret) {

    /** Refuses a secret that cannot be sent, without quoting it. */
    public AppAccess {
        if (!new Secret(secret.appAccessToken(id)).fitsHeader()) {
            throw new IllegalArgumentException("an app secret consists of visible ASCII characters");
        }
    }

    Secret token() {
        return new Secret(secret.appAccessToken(id));
    }

    /** {@code appsecret_proof} for a call with this token. It is no token: it is worthless without the one that it was made for. */
    String proofOf(Secret token) {
        return secret.proofOf(token.reveal());
    }
}
