package io.instagramoperator.webhook.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.instagram.signature.Verdict;
import io.instagramoperator.instagram.signature.WebhookSignature;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifyTokenTest {

    private static final AppSecret SECRET = AppSecret.of("app secret");

    @Test
    void isDerivedFromEachSecretIfThereIsNoFileForIt() {
        assertThat(VerifyToken.accepted(Optional.empty(), List.of(SECRET, AppSecret.of("another"))))
                .containsExactly(VerifyToken.derivedFrom(SECRET), VerifyToken.derivedFrom(AppSecret.of("another")));
    }

    /** It is in the URL of the handshake, and so in the logs of proxies. */
    @Test
    void isNoSignatureOfAnyWebhook() {
        String token = VerifyToken.derivedFrom(SECRET).value();

        assertThat(WebhookSignature.verify(List.of("sha256=" + token), "verify-token".getBytes(UTF_8), List.of(SECRET)))
                .isEqualTo(Verdict.Refused.WRONG);
    }
}
