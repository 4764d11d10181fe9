package io.instagramoperator.instagram.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is too deep is one value of the same length, and nothing else moves. */
class ShallowTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '\'',
            value = {
                "[[1]]|[[1]]",
                "[[[1]]]|[[0  ]]",
                "[[{\"a\":1}],[[]],2]|[[0      ],[0 ],2]",
                "[[[[1],[2]],3]]|[[0        ,3]]",
                "{\"a\":[[{\"b\":\"]}\\\"]\"}],4]}|{\"a\":[0              ,4]}",
                "{\"[[[\":\"{{{\\\"[[[\"}|{\"[[[\":\"{{{\\\"[[[\"}",
                "[[[[|[[0 ",
                "]]]]|]]]]",
                "[[[\"\\|[[0  ",
            })
    void replacesWhatIsDeeperThanTwoLevels(String json, String shallow) {
        assertThat(Shallow.of(json.getBytes(UTF_8), 2)).asString(UTF_8).isEqualTo(shallow);
    }

    @Test
    void leavesTheBytesThemselvesAlone() {
        // Given
        byte[] json = "[[[1]]]".getBytes(UTF_8);

        // When
        Shallow.of(json, 2);

        // Then
        assertThat(json).asString(UTF_8).isEqualTo("[[[1]]]");
        assertThat(Shallow.of(json, 3)).isSameAs(json);
    }
}
