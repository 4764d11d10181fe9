package io.instagramoperator.instagram.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Protects numbers: what Meta wrote is what applications read, and no number costs more than its bytes. */
class ExactJsonTest {

    static Stream<String> numbers() {
        return Stream.of(
                "0",
                "-0",
                "17",
                "-17",
                "2147483648",
                "17841405822304914",
                "999999999999999999",
                "9223372036854775807",
                "9223372036854775808",
                "178414058223049140001",
                "1.10",
                "-0.0",
                "1e5",
                "1E+05",
                "0.1000000000000000055511151231257827",
                "1e999999999",
                "-1e-999999999",
                "1e99999999999999999999",
                "9".repeat(1_000),
                "0." + "9".repeat(998));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void keepsTheTextOfANumber(String number) throws IOException {
        // When
        JsonNode json = read("{\"a\":[" + number + "]}");

        // Then
        assertThat(new ObjectMapper().writeValueAsString(json)).isEqualTo("{\"a\":[" + number + "]}");
        assertThat(json.path("a").get(0).isNumber()).isTrue();
        assertThat(json.path("a").get(0).asText()).isEqualTo(number);
    }

    @Test
    void showsAsATextTheNumberThatCommonReadersRefuse() throws IOException {
        // Given
        String number = "9".repeat(100_000);

        // When
        JsonNode json = read("[" + number + "]");

        // Then
        assertThat(json.get(0).isNumber()).isTrue();
        assertThat(new ObjectMapper().writeValueAsString(json)).isEqualTo("[\"" + number + "\"]");
    }

    @Test
    void readsTheLastOfTwoMembersOfOneName() throws IOException {
        assertThat(read("{\"a\":1,\"b\":2,\"a\":3}").toString()).isEqualTo("{\"a\":3,\"b\":2}");
    }

    @Test
    void replacesHalfASurrogatePairThatNoEncodingCouldCarry() throws IOException {
        assertThat(read("[\"a\\ud83d b\\ude00 \\ud83d\\ude00\"]")).isEqualTo(read("[\"a\uFFFD b\uFFFD 😀\"]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[1,]", "{\"a\"}", "{} {}", "NaN", "1 2", "01", "'a'", "\"\n\""})
    void refusesWhatIsNotOneValue(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesNestingThatNoTreeCouldBeWalkedIn() {
        assertThatThrownBy(() -> read("[".repeat(5_000) + "]".repeat(5_000))).isInstanceOf(IOException.class);
    }

    private static JsonNode read(String text) throws IOException {
        return ExactJson.read(RawJson.of(text.getBytes(UTF_8)));
    }
}
