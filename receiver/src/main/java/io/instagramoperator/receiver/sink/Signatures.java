package io.instagramoperator.receiver.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.instagramoperator.webhook.config.Token;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signatures of Standard Webhooks, one with each secret: {@code v1,} and the HMAC-SHA256 in base64. */
final class Signatures {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final int FEWEST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    /** Made ready with a key each and never fed: copies of them are. */
    private final List<Mac> macs;

    private Signatures(List<Mac> macs) {
        this.macs = macs;
    }

    /**
     * Signatures with all of these secrets.
     *
     * @param secrets {@code whsec_}, which may be missing, and 24 to 64 bytes in base64
     * @throws UnusableCredentialException if one is something else
     */
    static Signatures with(List<Token> secrets) throws UnusableCredentialException {
        List<Mac> macs = new ArrayList<>();
        for (int i = 0; i < secrets.size(); i++) {
            macs.add(mac(key("signingSecretFiles[" + i + "]", secrets.get(i).value())));
        }
        return new Signatures(macs);
    }

    /**
     * The value of {@code webhook-signature}.
     *
     * @param id of the event
     * @param seconds since 1970, of this attempt
     * @param body exactly as it is sent
     */
    String of(String id, long seconds, byte[] body) {
        byte[] head = (id + "." + seconds + ".").getBytes(UTF_8);
        StringBuilder signatures = new StringBuilder();
        for (Mac ready : macs) {
            Mac mac = copy(ready);
            mac.update(head);
            signatures
                    .append(signatures.isEmpty() ? "v1," : " v1,")
                    .append(Base64.getEncoder().encodeToString(mac.doFinal(body)));
        }
        return signatures.toString();
    }

    private static byte[] key(String field, String secret) throws UnusableCredentialException {
        String base64 = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
        byte[] key = decoded(base64);
        if (key.length < FEWEST_BYTES || key.length > MOST_BYTES) {
            throw new UnusableCredentialException(field + " is no secret of Standard Webhooks; give " + PREFIX + " and "
                    + FEWEST_BYTES + " to " + MOST_BYTES + " random bytes in base64");
        }
        return key;
    }

    /** Nothing if it is not base64. */
    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256 with keys of any length", e);
        }
    }

    private static Mac copy(Mac mac) {
        try {
            return (Mac) mac.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("HMAC-SHA256 of the platform can be copied", e);
        }
    }
}
