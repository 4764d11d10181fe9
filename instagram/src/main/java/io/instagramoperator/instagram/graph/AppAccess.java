package io.instagramoperator.instagram.graph;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A Meta app and its secret, for calls made in the app's own name.
 *
 * @param id the app's id
 * @param secret the app secret; for Instagram Login too the secret of the Meta app, not the Instagram app secret
 */
public record AppAccess(String id, Secret secret) {

    /** Refuses a secret that cannot be sent, without quoting it. */
    public AppAccess {
        if (!secret.fitsHeader()) {
            throw new IllegalArgumentException("an app secret consists of visible ASCII characters");
        }
    }

    /** The app access token: Meta accepts {@code id|secret} without a round trip ("Access Tokens", App Tokens). */
    Secret token() {
        return new Secret(id + "|" + secret.reveal());
    }

    /**
     * {@code appsecret_proof} for calls made with a token: shows that the caller also has the app secret ("Securing Graph API Requests").
     * It is no token: it is worthless without the token that it was made for.
     */
    String proofOf(Secret token) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(token.reveal().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
