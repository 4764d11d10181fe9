package io.instagramoperator.receiver.webhook;

import static io.instagramoperator.receiver.webhook.Deliveries.envelope;
import static io.instagramoperator.receiver.webhook.Deliveries.item;
import static io.instagramoperator.receiver.webhook.TestReceiver.signed;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.instagram.signature.WebhookSignature;
import io.instagramoperator.receiver.log.StoredEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Protects that a signed body is kept whatever is in it: answered 200, and there byte for byte. */
class HostileJsonTest {

    private static final int EIGHT_MIB = 8 << 20;

    private final Path folder;

    HostileJsonTest(@TempDir Path folder) {
        this.folder = folder;
    }

    static Stream<Arguments> wholeBodies() {
        return Stream.of(
                Arguments.of("nothing", ""),
                Arguments.of("null", "null"),
                Arguments.of("no number", "NaN"),
                Arguments.of("a comment", "/**/{}"),
                Arguments.of("a byte order mark", "\u00EF\u00BB\u00BF" + envelope(item("m1"))),
                Arguments.of("something behind", envelope(item("m1")) + "{}"),
                Arguments.of("NUL characters", "\0".repeat(EIGHT_MIB)),
                Arguments.of("no UTF-8", "\u00FF".repeat(EIGHT_MIB)),
                Arguments.of("digits", "9".repeat(EIGHT_MIB)),
                Arguments.of("nesting without end", "[".repeat(EIGHT_MIB)),
                Arguments.of("deep nesting", "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
                Arguments.of("millions of values", "[" + "{},".repeat(2_700_000) + "{}]"),
                Arguments.of("millions of items", envelope("{},".repeat(2_700_000) + "{}")),
                Arguments.of("a hundred thousand entries", entries(100_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholeBodies")
    void keepsTheWholeOfWhatItCannotTakeApart(String what, String body) {
        assertThat(rawOf(body)).containsExactly(body);
    }

    static Stream<Arguments> items() {
        return Stream.of(
                Arguments.of("broken UTF-8", "{\"message\":{\"text\":\"\u00C3(\"}}"),
                Arguments.of("half a surrogate pair", "{\"message\":{\"mid\":\"\\ud800\",\"text\":\"\\udc00\"}}"),
                Arguments.of("a NUL", "{\"sender\":{\"id\":\"\\u0000\"},\"message\":{\"mid\":\"\\u0000\"}}"),
                Arguments.of(
                        "a number of many digits", "{\"timestamp\":1e999999999,\"x\":" + "9".repeat(100_000) + "}"),
                Arguments.of("doubled members", "{\"message\":{},\"message\":{\"mid\":\"a\",\"mid\":\"b\"}}"),
                Arguments.of("names of JavaScript", "{\"__proto__\":{\"x\":1},\"constructor\":{}}"),
                Arguments.of("deep nesting", "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
                Arguments.of("a text of 8 MiB", "{\"message\":{\"text\":\"" + "a".repeat(EIGHT_MIB - 1_000) + "\"}}"),
                Arguments.of("a sender of 1 MiB", "{\"sender\":{\"id\":\"" + "\\u0001".repeat(170_000) + "\"}}"),
                Arguments.of("many small values", "{\"x\":[" + "{},".repeat(1_000_000) + "{}]}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("items")
    void keepsTheItemsAroundIt(String what, String item) {
        assertThat(rawOf(envelope(item("m1") + "," + item + "," + item("m2"))))
                .containsExactly(item("m1"), item, item("m2"));
    }

    private List<String> rawOf(String body) {
        try (TestReceiver receiver = TestReceiver.start(folder)) {
            byte[] bytes = body.getBytes(ISO_8859_1);
            assertThat(receiver.post(bytes, WebhookSignature.HEADER, signed(bytes))
                            .statusCode())
                    .isEqualTo(200);
            return receiver.events().stream()
                    .map(StoredEvent::id)
                    .map(id -> new String(receiver.log().raw(id).orElseThrow(), ISO_8859_1))
                    .toList();
        }
    }

    private static String entries(int count) {
        return "{\"object\":\"instagram\",\"entry\":[" + "{\"id\":\"1\"},".repeat(count - 1) + "{\"id\":\"2\"}]}";
    }
}
