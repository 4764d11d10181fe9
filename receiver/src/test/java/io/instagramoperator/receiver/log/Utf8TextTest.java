package io.instagramoperator.receiver.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Utf8TextTest {

    @Test
    void isTheSameFromATextAndFromItsBytes() {
        Utf8Text fromText = Utf8Text.of("Grüße 😀");
        Utf8Text fromBytes = Utf8Text.ofBytes("Grüße 😀".getBytes(UTF_8));

        assertThat(fromText).isEqualTo(fromBytes).hasSameHashCodeAs(fromBytes).isNotEqualTo(Utf8Text.of("Grüße"));
        assertThat(fromBytes.text()).isEqualTo("Grüße 😀");
        assertThat(fromText.length()).isEqualTo(12);
    }

    @Test
    void doesNotShowACustomersWords() {
        assertThat(Utf8Text.of("secret")).hasToString("Utf8Text[6 bytes]");
    }
}
