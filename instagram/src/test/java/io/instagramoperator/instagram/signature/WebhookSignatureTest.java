package io.instagramoperator.instagram.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WebhookSignatureTest {

    private static final AppSecret SECRET = AppSecret.of("test_app_secret");
    private static final AppSecret OLD_SECRET = AppSecret.of("old_app_secret");

    private static final String EMPTY_DELIVERY = "{\"object\":\"instagram\",\"entry\":[]}";
    private static final String EMPTY_DELIVERY_HEX = "4c166c139fb15bf4adbda063a21a4c7d870270ce3473257f03812313995045bd";
    private static final String TEXT_DELIVERY = """
            {"object":"instagram","entry":[{"time":1700000000123,"id":"17840000000000001","messaging":[\
            {"sender":{"id":"1000000000000001"},"recipient":{"id":"17840000000000001"},"timestamp":1700000000001,\
            "message":{"mid":"aWdTEST1","text":"%s"}}]}]}""";

    /** The digests were made by another implementation of HMAC. */
    static Stream<Arguments> vectors() {
        return Stream.of(
                Arguments.of("no entries", EMPTY_DELIVERY, EMPTY_DELIVERY_HEX),
                Arguments.of(
                        "text escaped as Meta sends it",
                        TEXT_DELIVERY.formatted("caf\\u00e9 \\ud83d\\ude00"),
                        "3716f6d37128f49188662887ed943a2bbcd610de5478d67d23faa0fe8faa1432"),
                Arguments.of(
                        "the same text as plain UTF-8",
                        TEXT_DELIVERY.formatted("café 😀"),
                        "15c14dd00c06e783263ffc6344056da6e48a52257839a3473e9b843b3d9aced7"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void accepts_and_makes_the_signature_of_the_exact_bytes(String name, String body, String hex) {
        // Given
        byte[] bytes = body.getBytes(UTF_8);

        // When
        Verdict verdict = WebhookSignature.verify(List.of("sha256=" + hex), bytes, List.of(SECRET));

        // Then
        assertThat(verdict).isEqualTo(new Verdict.Accepted(0));
        assertThat(WebhookSignature.sign(SECRET, bytes)).isEqualTo("sha256=" + hex);
    }

    static Stream<Arguments> refusedHeaders() {
        String right = "sha256=" + EMPTY_DELIVERY_HEX;
        String hex = EMPTY_DELIVERY_HEX;
        return Stream.of(
                Arguments.of(Verdict.Refused.MISSING, List.of()),
                Arguments.of(Verdict.Refused.DOUBLED, List.of(right, right)),
                Arguments.of(Verdict.Refused.DOUBLED, List.of(right, "sha256=" + "0".repeat(64))),
                Arguments.of(Verdict.Refused.DOUBLED, List.of(right + "," + right)),
                Arguments.of(Verdict.Refused.DOUBLED, List.of(right + ", " + right)),
                Arguments.of(Verdict.Refused.MALFORMED, List.of("")),
                Arguments.of(Verdict.Refused.MALFORMED, List.of("sha256=")),
                Arguments.of(Verdict.Refused.MALFORMED, List.of(hex)),
                Arguments.of(Verdict.Refused.MALFORMED, List.of("SHA256=" + hex)),
                Arguments.of(Verdict.Refused.MALFORMED, List.of("sha1=" + hex.substring(24))),
                Arguments.of(Verdict.Refused.MALFORMED, List.of(" " + right)),
                Arguments.of(Verdict.Refused.MALFORMED, List.of(right + " ")),
                Arguments.of(Verdict.Refused.MALFORMED, List.of(right + "00")),
                Arguments.of(Verdict.Refused.MALFORMED, List.of(right.substring(0, right.length() - 1))),
                Arguments.of(Verdict.Refused.MALFORMED, List.of(right.substring(0, right.length() - 1) + "g")),
                Arguments.of(Verdict.Refused.MALFORMED, List.of(right.substring(0, right.length() - 1) + "٠")),
                Arguments.of(Verdict.Refused.WRONG, List.of("sha256=" + "0".repeat(64))));
    }

    @ParameterizedTest
    @MethodSource("refusedHeaders")
    void refuses_everything_but_one_well_formed_right_signature(Verdict.Refused expected, List<String> headerValues) {
        // When
        Verdict verdict = WebhookSignature.verify(headerValues, EMPTY_DELIVERY.getBytes(UTF_8), List.of(SECRET));

        // Then
        assertThat(verdict).isEqualTo(expected);
    }

    @Test
    void takes_hexadecimal_digits_of_either_case() {
        // Given
        String upper = "sha256=" + EMPTY_DELIVERY_HEX.toUpperCase(Locale.ROOT);

        // When
        Verdict verdict = WebhookSignature.verify(List.of(upper), EMPTY_DELIVERY.getBytes(UTF_8), List.of(SECRET));

        // Then
        assertThat(verdict).isEqualTo(new Verdict.Accepted(0));
    }

    @Test
    void tells_which_secret_signed_while_secrets_are_rotated() {
        // Given
        byte[] body = EMPTY_DELIVERY.getBytes(UTF_8);
        List<AppSecret> secrets = List.of(SECRET, OLD_SECRET);

        // When
        Verdict byCurrent = WebhookSignature.verify(List.of(WebhookSignature.sign(SECRET, body)), body, secrets);
        Verdict byOld = WebhookSignature.verify(List.of(WebhookSignature.sign(OLD_SECRET, body)), body, secrets);

        // Then
        assertThat(byCurrent).isEqualTo(new Verdict.Accepted(0));
        assertThat(byOld).isEqualTo(new Verdict.Accepted(1));
    }

    @Test
    void does_not_judge_without_a_secret() {
        assertThatThrownBy(() -> WebhookSignature.verify(List.of(), new byte[0], List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no app secret");
    }

    @Test
    void notices_a_flip_of_any_single_bit() {
        // Given
        byte[] body = TEXT_DELIVERY.formatted("hello").getBytes(UTF_8);
        List<String> signature = List.of(WebhookSignature.sign(SECRET, body));

        for (int bit = 0; bit < body.length * 8; bit++) {
            // When
            body[bit / 8] ^= (byte) (1 << bit % 8);
            Verdict verdict = WebhookSignature.verify(signature, body, List.of(SECRET));
            body[bit / 8] ^= (byte) (1 << bit % 8);

            // Then
            assertThat(verdict).as("bit %d", bit).isEqualTo(Verdict.Refused.WRONG);
        }
    }

    @Test
    void never_throws_whatever_the_header_says() {
        // Given
        Random random = new Random(7);
        String alphabet = "sha256=0aFg ,\t\u0000é\uD83D";

        for (int round = 0; round < 10_000; round++) {
            StringBuilder value = new StringBuilder(random.nextBoolean() ? "sha256=" : "");
            int length = random.nextInt(70);
            for (int i = 0; i < length; i++) {
                value.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }

            // When
            Verdict verdict = WebhookSignature.verify(List.of(value.toString()), new byte[0], List.of(SECRET));

            // Then
            assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        }
    }

    @Test
    void gives_the_same_verdicts_to_many_threads_at_once() throws Exception {
        // Given
        List<Callable<Verdict>> checks = Stream.iterate(0, i -> i + 1)
                .limit(2_000)
                .<Callable<Verdict>>map(i -> () -> {
                    byte[] body = new byte[i];
                    return WebhookSignature.verify(
                            List.of(WebhookSignature.sign(SECRET, body)), body, List.of(OLD_SECRET, SECRET));
                })
                .toList();

        // When
        try (var threads = Executors.newFixedThreadPool(8)) {
            var verdicts = threads.invokeAll(checks);

            // Then
            for (var verdict : verdicts) {
                assertThat(verdict.get()).isEqualTo(new Verdict.Accepted(1));
            }
        }
    }
}
