package io.instagramoperator.simulator.webhook;

import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.instagram.signature.WebhookSignature;
import io.instagramoperator.simulator.state.App;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature headers of a delivery. */
final class WebhookSignatures {

    private WebhookSignatures() {}

    /** Meta still sends the older SHA-1 header beside the one that counts. */
    static Map<String, String> headers(App app, byte[] body) {
        return Map.of(
                WebhookSignature.HEADER,
                WebhookSignature.sign(app.appSecret(), body),
                "X-Hub-Signature",
                "sha1=" + sha1(app.secret(), body));
    }

    /** What somebody sends who does not know the secret. */
    static Map<String, String> forgedHeaders(byte[] body) {
        return Map.of(WebhookSignature.HEADER, WebhookSignature.sign(AppSecret.of("not the secret of the app"), body));
    }

    private static String sha1(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA1", e);
        }
    }
}
