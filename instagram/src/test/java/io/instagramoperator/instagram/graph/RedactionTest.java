package io.instagramoperator.instagram.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "Malformed access token EAAGm0PX4ZCpsBA1234567 ; Malformed access token [secret]",
                "Malformed access token IGAAJx9876543210abc_-x. ; Malformed access token [secret].",
                "Invalid: 1234567890123456|0123456789abcdef0123456789abcdef ; Invalid: [secret]",
                "at /me?access_token=whatever-it-is&fields=id ; at /me?[secret]&fields=id",
                "{\"verify_token\": \"very secret\"} ; {\"[secret] secret\"}",
                "the window of 24 hours is over ; the window of 24 hours is over",
            })
    void hidesWhatLooksLikeASecret(String message, String shown) {
        // When // Then
        assertThat(Redaction.redact(message, List.of())).isEqualTo(shown);
    }

    @Test
    void hidesTheSecretsOfTheCallWhateverTheyLookLike() {
        // Given
        Secret token = new Secret("not-like-any-token");

        // When // Then
        assertThat(Redaction.redact("bad token not-like-any-token!", List.of(token)))
                .isEqualTo("bad token [secret]!");
    }

    @Test
    void hidesTheAppSecretInsideAnAppToken() {
        // Given
        Secret appToken = new Secret("1234567890123456|app-secret");

        // When // Then
        assertThat(Redaction.redact("wrong app-secret", List.of(appToken))).isEqualTo("wrong [secret]");
    }

    @Test
    void keepsAMessageOnOneShortLine() {
        // When
        String shown = Redaction.redact("a\r\n\tb" + "x".repeat(600), List.of());

        // Then
        assertThat(shown).startsWith("a bx").endsWith("x…").hasSize(501);
    }
}
