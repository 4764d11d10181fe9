package io.instagramoperator.webhook.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A body costs what it is long, and not what it is cut into. */
class KeptBodyTest {

    private static final int MOST = 100_000;

    private final KeptBody body = new KeptBody();

    @ParameterizedTest
    @CsvSource({"1, 5000", "2, 1000", "1000, 40", "65536, 1"})
    void takesNoMoreThanFourTimesItsLengthHoweverSmallItsPiecesAre(int piece, int pieces) {
        // When
        int taken = 0;
        int copies = 0;
        for (int i = 0; i < pieces; i++) {
            int growth = body.growth(piece, MOST);
            taken += growth;
            copies += growth > 0 ? 1 : 0;
            body.add(Buffer.buffer("x".repeat(piece)), MOST);
        }

        // Then
        assertThat(taken).isBetween(piece * pieces, Math.min(4 * piece * pieces, MOST));
        assertThat(copies).as("as often as its length has become fourfold").isLessThanOrEqualTo(6);
        assertThat(body.take()).asString().isEqualTo("x".repeat(piece * pieces));
    }

    @Test
    void takesNothingMoreIfAllOfItsRoomIsPaidFor() {
        // When
        body.expect(4);

        // Then
        assertThat(body.growth(2, 4)).isZero();
        body.add(Buffer.buffer("ab"), 4);
        assertThat(body.growth(2, 4)).isZero();
        body.add(Buffer.buffer("cd"), 4);
        assertThat(body.take()).asString().isEqualTo("abcd");
    }

    @Test
    void isEmptyWhenItWasTaken() {
        // When
        body.add(Buffer.buffer("ab"), MOST);
        body.take();

        // Then
        assertThat(body.growth(3, 3)).isEqualTo(3);
        assertThat(body.take()).isEmpty();
    }
}
