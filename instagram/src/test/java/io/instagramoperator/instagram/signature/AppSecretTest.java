package io.instagramoperator.instagram.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppSecretTest {

    private static final byte[] BODY = "{}".getBytes(UTF_8);

    @ParameterizedTest
    @ValueSource(strings = {"s3cret", "s3cret\n", "s3cret\r\n", "s3cret\n\n"})
    void leaves_out_the_line_ends_after_a_secret_in_a_file(String content) {
        // When
        AppSecret secret = AppSecret.ofFile(content.getBytes(UTF_8)).orElseThrow();

        // Then
        assertThat(WebhookSignature.sign(secret, BODY)).isEqualTo(WebhookSignature.sign(AppSecret.of("s3cret"), BODY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ns3cret", "s3\ncret", "s3cret "})
    void takes_every_other_byte_as_part_of_the_secret(String content) {
        // When
        AppSecret secret = AppSecret.ofFile(content.getBytes(UTF_8)).orElseThrow();

        // Then
        assertThat(WebhookSignature.sign(secret, BODY)).isEqualTo(WebhookSignature.sign(AppSecret.of(content), BODY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n\n"})
    void finds_no_secret_in_an_empty_file(String content) {
        assertThat(AppSecret.ofFile(content.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void refuses_an_empty_secret() {
        assertThatThrownBy(() -> AppSecret.of("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void proves_the_possession_of_the_secret_for_a_token() {
        // Then: printf '%s' EAAtoken | openssl dgst -sha256 -hmac test_app_secret
        assertThat(AppSecret.of("test_app_secret").proofOf("EAAtoken"))
                .isEqualTo("d6c4deea04dad311877a7fc71b2040fadb5f611475eeec72bb3c0bfad16d5e04");
    }

    @Test
    void derives_the_key_of_the_gateway_for_an_account_as_raw_bytes() {
        // Given
        byte[] body = "{\"object\":\"instagram\",\"entry\":[]}".getBytes(UTF_8);

        // When
        AppSecret key = AppSecret.of("test_app_secret").gatewayKey("17841405822304914");

        // Then: openssl dgst -sha256 -mac HMAC -macopt hexkey:$KEY over the body, where KEY is the output of
        // printf '%s' gateway:17841405822304914 | openssl dgst -sha256 -hmac test_app_secret
        assertThat(WebhookSignature.sign(key, body))
                .isEqualTo("sha256=5b5cbb98e78ec45b198647255ebf7c07e3f98cf9ed32b35074ca30f3090042e5");
    }

    @Test
    void derives_a_key_of_its_own_for_each_account_and_each_secret() {
        // When
        List<String> signatures = Stream.of(
                        AppSecret.of("secret-1"),
                        AppSecret.of("secret-1").gatewayKey("1"),
                        AppSecret.of("secret-1").gatewayKey("2"),
                        AppSecret.of("secret-2").gatewayKey("1"))
                .map(key -> WebhookSignature.sign(key, BODY))
                .toList();

        // Then
        assertThat(signatures).doesNotHaveDuplicates();
    }

    @Test
    void does_not_show_itself() {
        assertThat(AppSecret.of("s3cret")).hasToString("AppSecret[hidden]");
        assertThat(AppSecret.of("s3cret").gatewayKey("1")).hasToString("AppSecret[hidden]");
    }

    @Test
    void makesTheTokenForCallsInTheAppsOwnName() {
        // Given
        AppSecret secret = AppSecret.of("app-secret");

        // When // Then
        assertThat(secret.appAccessToken("1234567890123456")).isEqualTo("1234567890123456|app-secret");
        assertThat(secret.toString()).doesNotContain("app-secret");
    }
}
