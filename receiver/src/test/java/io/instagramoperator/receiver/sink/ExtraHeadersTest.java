package io.instagramoperator.receiver.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.instagramoperator.webhook.config.Token;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtraHeadersTest {

    @Test
    void takesLegalHeadersAsTheyAre() throws UnusableCredentialException {
        // Given
        Map<String, Token> headers = Map.of(
                "Authorization", Token.of("Bearer a.b~c+d/e=="),
                "x_api.key-1", Token.of("one\ttwo, \"three\""),
                "!#$%&'*+^`|~", Token.of("~"));

        // When // Then
        assertThat(ExtraHeaders.checked(headers))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "Authorization", "Bearer a.b~c+d/e==",
                        "x_api.key-1", "one\ttwo, \"three\"",
                        "!#$%&'*+^`|~", "~"));
    }

    @Test
    void takesNone() throws UnusableCredentialException {
        // When // Then
        assertThat(ExtraHeaders.checked(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webhook-id",
                "Webhook-Signature",
                "WEBHOOK-ANYTHING",
                "ce-id",
                "CE-Replayed",
                "Content-Type",
                "content-length",
                "Content-Encoding",
                "Host",
                "connection",
                "Transfer-Encoding",
                "expect",
                "Upgrade",
                "TE",
                "trailer",
                "Keep-Alive",
                "Proxy-Connection"
            })
    void refusesWhatOnlyTheReceiverMaySet(String name) {
        // When // Then
        assertThatThrownBy(() -> ExtraHeaders.checked(Map.of(name, Token.of("hidden"))))
                .isInstanceOf(UnusableCredentialException.class)
                .hasMessage(
                        "headersFolder/" + name + " is set by the receiver alone, as are webhook-*, ce-*, connection,"
                                + " content-encoding, content-length, content-type, expect, host, keep-alive, proxy-connection,"
                                + " te, trailer, transfer-encoding, upgrade; remove this key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhooks", "cement", "x-ce-id", "content", "test", "via", "user-agent", "cookie"})
    void takesNamesThatOnlyLookLikeThose(String name) throws UnusableCredentialException {
        // When // Then
        assertThat(ExtraHeaders.checked(Map.of(name, Token.of("v")))).containsEntry(name, "v");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x y", "x:", "x\n", "größe", "a/b", "(x)", "x\u0000"})
    void refusesWhatIsNoName(String name) {
        // When // Then
        assertThatThrownBy(() -> ExtraHeaders.checked(Map.of(name, Token.of("hidden"))))
                .isInstanceOf(UnusableCredentialException.class)
                .hasMessage("headersFolder/" + name
                        + " is no name of a header; name the key with letters, digits and '-' only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hidden\r\nx: y", "hidden\n", "hidden\u0000", "hidden\u007f", "hidden é", "hidden \u0141"})
    void refusesAValueThatIsNotVisibleAsciiWithoutShowingIt(String value) {
        // When // Then
        assertThatThrownBy(() -> ExtraHeaders.checked(Map.of("x-key", Token.of(value))))
                .isInstanceOf(UnusableCredentialException.class)
                .hasMessage("headersFolder/x-key has a value with other characters than visible ASCII, space and tab;"
                        + " remove them");
    }

    @Test
    void refusesANameThatIsThereTwice() {
        // When // Then
        assertThatThrownBy(() -> ExtraHeaders.checked(Map.of("X-Key", Token.of("a"), "x-key", Token.of("b"))))
                .isInstanceOf(UnusableCredentialException.class)
                .message()
                .isIn(
                        "headersFolder/X-Key is there twice, as capital letters make no difference; remove one key",
                        "headersFolder/x-key is there twice, as capital letters make no difference; remove one key");
    }
}
