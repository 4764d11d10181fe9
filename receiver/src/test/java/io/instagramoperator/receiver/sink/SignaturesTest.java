package io.instagramoperator.receiver.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.instagramoperator.webhook.config.Token;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures, verified with the official library of Standard Webhooks as an application would. */
class SignaturesTest {

    private static final String OLD = secretOf(24, 'o');
    private static final String NEW = secretOf(64, 'n');
    private static final String OTHER = secretOf(32, 'x');
    private static final String BODY = "{ \"text\": \"Zoë, 3 €, 😀\"\n}";

    @Test
    void equalsTheExampleOfTheSpecification() throws UnusableCredentialException {
        // Given
        Signatures signatures = signatures("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        // When
        String value =
                signatures.of("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}".getBytes(UTF_8));

        // Then
        assertThat(value).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void isAcceptedByWhoHasTheSecretAndByNobodyElse() throws UnusableCredentialException {
        // Given
        Instant now = Instant.now();

        // When
        String value = signed(signatures(OLD), now);

        // Then
        assertThatCode(() -> verify(OLD, now, BODY, value)).doesNotThrowAnyException();
        assertThatThrownBy(() -> verify(OTHER, now, BODY, value)).isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void isAcceptedByWhoHasEitherSecretWhileTheyRotate() throws UnusableCredentialException {
        // Given
        Instant now = Instant.now();

        // When
        String value = signed(signatures(NEW, OLD), now);

        // Then
        assertThat(value).matches("v1,[^ ]{44} v1,[^ ]{44}");
        assertThatCode(() -> verify(NEW, now, BODY, value)).doesNotThrowAnyException();
        assertThatCode(() -> verify(OLD, now, BODY, value)).doesNotThrowAnyException();
        assertThatThrownBy(() -> verify(OTHER, now, BODY, value)).isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void isOfTheseBytesAlone() throws UnusableCredentialException {
        // Given
        Instant now = Instant.now();

        // When
        String value = signed(signatures(OLD), now);

        // Then
        assertThatThrownBy(() -> verify(OLD, now, BODY.replace("\n", ""), value))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> verify(OLD, now.plusSeconds(1), BODY, value))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void isTheSameEachTime() throws UnusableCredentialException {
        // Given
        Signatures signatures = signatures(NEW, OLD);
        Instant now = Instant.now();

        // When // Then
        assertThat(signed(signatures, now)).isEqualTo(signed(signatures, now));
    }

    @Test
    void takesASecretWithoutItsPrefix() throws UnusableCredentialException {
        // Given
        Instant now = Instant.now();

        // When // Then
        assertThat(signed(signatures(OLD.substring("whsec_".length())), now)).isEqualTo(signed(signatures(OLD), now));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whsec_",
                "hello",
                "whsec_not base64 at all, not base64",
                "WHSEC_b29vb29vb29vb29vb29vb29vb29vb29v"
            })
    void refusesWhatIsNoSecret(String secret) {
        // When // Then
        assertThatThrownBy(() -> signatures(OLD, secret))
                .isInstanceOf(UnusableCredentialException.class)
                .hasMessage("signingSecretFiles[1] is no secret of Standard Webhooks;"
                        + " give whsec_ and 24 to 64 random bytes in base64");
    }

    @ParameterizedTest(name = "{0} bytes")
    @CsvSource({"23, false", "24, true", "64, true", "65, false"})
    void takesSecretsOf24To64Bytes(int bytes, boolean taken) {
        // Given
        String secret = secretOf(bytes, 's');

        // When // Then
        if (taken) {
            assertThatCode(() -> signatures(secret)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> signatures(secret))
                    .isInstanceOf(UnusableCredentialException.class)
                    .hasMessageStartingWith("signingSecretFiles[0] ")
                    .hasMessageNotContaining(secret);
        }
    }

    private static Signatures signatures(String... secrets) throws UnusableCredentialException {
        return Signatures.with(Stream.of(secrets).map(Token::of).toList());
    }

    private static String signed(Signatures signatures, Instant at) {
        return signatures.of("m-1", at.getEpochSecond(), BODY.getBytes(UTF_8));
    }

    private static void verify(String secret, Instant at, String body, String signature)
            throws WebhookVerificationException {
        new Webhook(secret)
                .verify(
                        body,
                        HttpHeaders.of(
                                Map.of(
                                        "webhook-id", List.of("m-1"),
                                        "webhook-timestamp", List.of(Long.toString(at.getEpochSecond())),
                                        "webhook-signature", List.of(signature)),
                                (_, _) -> true));
    }

    private static String secretOf(int bytes, char each) {
        return "whsec_"
                + Base64.getEncoder()
                        .encodeToString(String.valueOf(each).repeat(bytes).getBytes(UTF_8));
    }
}
