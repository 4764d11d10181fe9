package io.instagramoperator.instagram.signature;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * The signature of a webhook delivery: {@code sha256=} and the HMAC-SHA256 of the body in hexadecimal (Messenger
 * Platform, "Webhooks", Validate Payloads).
 *
 * <p>It is made over the bytes on the wire, where Meta writes non-ASCII characters as {@code \}{@code uXXXX}. So the
 * bytes are checked untouched, before anything parses, decodes or re-encodes them, and are never tried in another form.
 */
public final class WebhookSignature {

    /** Name of the header that carries the signature. */
    public static final String HEADER = "X-Hub-Signature-256";

    private static final String PREFIX = "sha256=";
    private static final int DIGEST_BYTES = 32;
    private static final int VALUE_LENGTH = PREFIX.length() + 2 * DIGEST_BYTES;

    private WebhookSignature() {}

    /**
     * Checks a delivery. Takes the same time wherever a wrong signature begins to differ.
     *
     * @param headerValues all values of {@link #HEADER}, one per header line
     * @param body the body exactly as received
     * @param secrets the secrets to accept, the current one first; several while a secret is rotated
     * @throws IllegalArgumentException if there is no secret: then no delivery can be judged, and answering that it is
     *     wrong would blame Meta
     */
    public static Verdict verify(List<String> headerValues, byte[] body, List<AppSecret> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("no app secret to verify with");
        }
        if (headerValues.isEmpty()) {
            return Verdict.Refused.MISSING;
        }
        String value = headerValues.getFirst();
        if (headerValues.size() > 1 || value.indexOf(',') >= 0) {
            return Verdict.Refused.DOUBLED;
        }
        if (!isWellFormed(value)) {
            return Verdict.Refused.MALFORMED;
        }
        byte[] claimed = HexFormat.of().parseHex(value, PREFIX.length(), VALUE_LENGTH);
        for (int i = 0; i < secrets.size(); i++) {
            if (MessageDigest.isEqual(secrets.get(i).hmac(body), claimed)) {
                return new Verdict.Accepted(i);
            }
        }
        return Verdict.Refused.WRONG;
    }

    /** The value of {@link #HEADER} for this body. */
    public static String sign(AppSecret secret, byte[] body) {
        return PREFIX + HexFormat.of().formatHex(secret.hmac(body));
    }

    private static boolean isWellFormed(String value) {
        if (value.length() != VALUE_LENGTH || !value.startsWith(PREFIX)) {
            return false;
        }
        for (int i = PREFIX.length(); i < VALUE_LENGTH; i++) {
            if (!HexFormat.isHexDigit(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
