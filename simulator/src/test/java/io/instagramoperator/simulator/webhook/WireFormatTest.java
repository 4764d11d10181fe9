package io.instagramoperator.simulator.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireFormatTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    Hello         | {"text":"Hello"}
                    café 😀        | {"text":"caf\\u00e9 \\ud83d\\ude00"}
                    https://a/b   | {"text":"https:\\/\\/a\\/b"}
                    "quoted" \\    | {"text":"\\"quoted\\" \\\\"}""")
    void writes_the_bytes_that_meta_would_sign(String text, String expected) {
        // When
        byte[] bytes = WireFormat.encode(JsonNodeFactory.instance.objectNode().put("text", text));

        // Then
        assertThat(new String(bytes, UTF_8)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0xd83d, \\ud83d", "0xde00, \\ude00"})
    void writes_half_a_surrogate_pair_as_it_is(String half, String expected) {
        // Given
        String text = Character.toString((char) Integer.decode(half).intValue());

        // When
        byte[] bytes = WireFormat.encode(JsonNodeFactory.instance.textNode(text));

        // Then
        assertThat(new String(bytes, UTF_8)).isEqualTo("\"" + expected + "\"");
    }
}
