package io.instagramoperator.simulator.state;

import io.instagramoperator.instagram.signature.AppSecret;

/**
 * A Meta app.
 *
 * @param proofRequired whether calls need {@code appsecret_proof} (App Dashboard, "Require App Secret")
 */
public record App(String id, String secret, boolean proofRequired) {

    /** The key of its webhook signatures and of {@code appsecret_proof}. */
    public AppSecret appSecret() {
        return AppSecret.of(secret);
    }

    /** Its own access token (Graph API, "Access Tokens", App Access Tokens). */
    public String accessToken() {
        return id + "|" + secret;
    }

    @Override
    public String toString() {
        return "App[id=" + id + "]";
    }
}
