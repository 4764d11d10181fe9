package io.instagramoperator.instagram.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret of a Meta app: the key of webhook signatures and of {@code appsecret_proof}. Immutable, safe for any number
 * of threads, and never shown by {@link #toString()}.
 */
public final class AppSecret {

    private static final String ALGORITHM = "HmacSHA256";

    private static final String GATEWAY_KEY_PREFIX = "gateway:";

    /** Initialised with the key and never updated; each computation works on a clone, so threads share nothing. */
    private final Mac keyed;

    private final byte[] key;

    private AppSecret(byte[] key) {
        this.key = key;
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /**
     * A secret as it lies in a file. Line ends (CR, LF) after it are no part of it: {@code echo} and most editors write
     * one, and {@code kubectl create secret --from-file} keeps it. Any other byte counts.
     *
     * @return empty if the file holds nothing but line ends
     */
    public static Optional<AppSecret> ofFile(byte[] content) {
        int length = content.length;
        while (length > 0 && (content[length - 1] == '\n' || content[length - 1] == '\r')) {
            length--;
        }
        return length == 0 ? Optional.empty() : Optional.of(new AppSecret(Arrays.copyOf(content, length)));
    }

    /**
     * A secret as it is written in a configuration, taken literally.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public static AppSecret of(String secret) {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("the app secret is empty");
        }
        return new AppSecret(secret.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The parameter {@code appsecret_proof} of a Graph API call: lower-case hex of the HMAC-SHA256 of the access token
     * (Graph API, "Secure Graph API Calls").
     */
    public String proofOf(String accessToken) {
        return HexFormat.of().formatHex(hmac(accessToken.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The app access token, for calls in the app's own name: Meta takes {@code id|secret} (Graph API, "Access Tokens", App
     * Access Tokens). It holds the secret: only for the wire.
     */
    public String appAccessToken(String appId) {
        return appId + "|" + new String(key, StandardCharsets.UTF_8);
    }

    /**
     * The key with which the gateway of a shared app signs what it passes on to one account's receiver. Both make it of
     * the app secret, and it goes over no wire. A receiver knows the secret, so this keeps no receiver from posing as the
     * gateway towards another: it keeps a delivery that was signed for one account, or by Meta, from being taken by
     * another.
     *
     * @return the raw bytes of the HMAC-SHA256 of {@code gateway:} and the id, as a key; not their hexadecimal form
     */
    public AppSecret gatewayKey(String instagramId) {
        return new AppSecret(hmac((GATEWAY_KEY_PREFIX + instagramId).getBytes(StandardCharsets.UTF_8)));
    }

    byte[] hmac(byte[] message) {
        try {
            return ((Mac) keyed.clone()).doFinal(message);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the provider of " + ALGORITHM + " cannot be cloned", e);
        }
    }

    @Override
    public String toString() {
        return "AppSecret[hidden]";
    }
}
