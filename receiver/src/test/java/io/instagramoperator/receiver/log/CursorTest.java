package io.instagramoperator.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4_711, Long.MAX_VALUE})
    void survivesBeingWritten(long sequence) {
        Cursor cursor = new Cursor(sequence);

        assertThat(Cursor.parse(cursor.toString())).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "0",
                "AQAAAAAAAAA",
                "AQAAAAAAAAAAA",
                "AgAAAAAAAAAB",
                "Af__________",
                "AQAAAAAAA AB",
                "äöüäöüäöüäöü"
            })
    void isNothingElse(String text) {
        assertThat(Cursor.parse(text)).isEmpty();
    }
}
