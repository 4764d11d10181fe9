package io.instagramoperator.receiver.config;

import io.instagramoperator.instagram.signature.AppSecret;

/** The verify token of accounts that name none: who registers the webhook and who answers the hand-shake both know it. */
public final class VerifyToken {

    private VerifyToken() {}

    /** HMAC-SHA256 of the words {@code verify-token} with the app secret, in lower-case hexadecimal. */
    public static Token derivedFrom(AppSecret secret) {
        // The same function as appsecret_proof. No access token is called "verify-token", so neither gives the other
        // away.
        return Token.of(secret.proofOf("verify-token"));
    }
}
