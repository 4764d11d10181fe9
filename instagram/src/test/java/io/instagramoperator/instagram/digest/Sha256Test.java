package io.instagramoperator.instagram.digest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples of FIPS 180-4 (NIST, "Examples with Intermediate Values"). */
class Sha256Test {

    @ParameterizedTest
    @CsvSource({
        "'', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq,"
                + " 248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    })
    void isThatOfTheStandard(String text, String digest) {
        assertThat(Sha256.hexOf(text.getBytes(US_ASCII))).isEqualTo(digest);
    }

    @Test
    void eachBeginsWithNothing() {
        MessageDigest first = Sha256.begin();
        MessageDigest second = Sha256.begin();
        first.update((byte) 'a');
        second.update((byte) 'x');
        first.update((byte) 'b');

        assertThat(first.digest()).isEqualTo(Sha256.of("ab".getBytes(US_ASCII)));
        assertThat(second.digest()).isEqualTo(Sha256.of("x".getBytes(US_ASCII)));
    }
}
