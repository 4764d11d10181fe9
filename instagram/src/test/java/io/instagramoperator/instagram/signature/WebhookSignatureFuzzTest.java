package io.instagramoperator.instagram.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whatever the header: it is refused, unless it is the one signature of the body. */
class WebhookSignatureFuzzTest {

    private static final List<AppSecret> SECRETS = List.of(AppSecret.of("test_app_secret"));
    private static final byte[] BODY = {};
    private static final String RIGHT = WebhookSignature.sign(SECRETS.getFirst(), BODY);

    @FuzzTest(maxDuration = "10s")
    void refusesAnyOtherHeader(byte[] header) {
        String value = new String(header, StandardCharsets.ISO_8859_1);

        boolean accepted = WebhookSignature.verify(List.of(value), BODY, SECRETS) instanceof Verdict.Accepted;

        assertThat(accepted).isEqualTo(value.startsWith("sha256=") && value.equalsIgnoreCase(RIGHT));
    }
}
