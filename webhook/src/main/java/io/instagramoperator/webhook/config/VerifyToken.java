package io.instagramoperator.webhook.config;

import io.instagramoperator.instagram.signature.AppSecret;
import java.util.List;
import java.util.Optional;

/** The verify token where none is named: who registers the webhook and who answers the hand-shake both know it. */
public final class VerifyToken {

    private VerifyToken() {}

    /**
     * What the hand-shake accepts, the one to register first.
     *
     * @param file the file with the token, if there is to be one. One that is not there leaves none: fail closed
     */
    public static List<Token> accepted(Optional<CredentialFile> file, List<AppSecret> secrets) {
        return file.map(f -> f.token().stream().toList())
                .orElseGet(() -> secrets.stream().map(VerifyToken::derivedFrom).toList());
    }

    /**
     * HMAC-SHA256 of the words {@code verify-token}, in lower-case hexadecimal, with a key that is made of the app secret in the same way.
     */
    public static Token derivedFrom(AppSecret secret) {
        // Meta sends the token in a URL, which proxies log. Made with the secret itself, it would be a webhook's
        // signature.
        AppSecret key = AppSecret.of(secret.proofOf("verify-token"));
        return Token.of(key.proofOf("verify-token"));
    }
}
