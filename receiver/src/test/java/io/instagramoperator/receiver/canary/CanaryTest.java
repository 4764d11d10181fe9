package io.instagramoperator.receiver.canary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who looks for a canary finds it in any dress. */
class CanaryTest {

    private static final String TOKEN = Canary.ACCESS_TOKEN.value();

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("token=" + TOKEN + ";", true),
                arguments("token=" + URLEncoder.encode(TOKEN, UTF_8), true),
                arguments("{\"token\":\"" + TOKEN.replace("/", "\\/") + "\"}", true),
                arguments(base64(TOKEN), true),
                arguments(base64("x" + TOKEN + "yz"), true),
                arguments(base64("xy" + TOKEN + "z"), true),
                arguments(Base64.getUrlEncoder().encodeToString(("xyz" + TOKEN).getBytes(UTF_8)), true),
                arguments(HexFormat.of().formatHex(TOKEN.getBytes(UTF_8)), true),
                arguments(HexFormat.of().withUpperCase().formatHex(TOKEN.getBytes(UTF_8)), true),
                arguments(Canary.REFRESHED_TOKEN.value(), false),
                arguments("", false));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isFound(String text, boolean found) {
        assertThat(Canary.ACCESS_TOKEN.isIn(text)).isEqualTo(found);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
