package io.instagramoperator.webhook.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.webhook.config.Token;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeTest {

    private static final List<Token> ACCEPTED = List.of(Token.of("new token"), Token.of("old token"));

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "subscribe,   new token, 1158201444,      the right token",
        "subscribe,   old token, 1158201444,      a token that is being replaced",
        "subscribe,   new token, aZ09_-,          every character of a challenge",
    })
    void answersWithTheChallenge(String mode, String token, String challenge, String what) {
        assertThat(answer(List.of(mode), List.of(token), List.of(challenge))).contains(challenge);
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "subscribe,   wrong,     1158201444,      a wrong token",
        "subscribe,   '',        1158201444,      an empty token",
        "unsubscribe, new token, 1158201444,      another mode",
        "SUBSCRIBE,   new token, 1158201444,      the mode in capitals",
        "subscribe,   new token, '',              an empty challenge",
        "subscribe,   new token, <script>,        a challenge that a browser might run",
        "subscribe,   new token, 'a b',           a challenge of two words",
    })
    void refuses(String mode, String token, String challenge, String what) {
        assertThat(answer(List.of(mode), List.of(token), List.of(challenge))).isEmpty();
    }

    @Test
    void refusesAChallengeThatIsTooLong() {
        assertThat(answer(List.of("subscribe"), List.of("new token"), List.of("x".repeat(256))))
                .isPresent();
        assertThat(answer(List.of("subscribe"), List.of("new token"), List.of("x".repeat(257))))
                .isEmpty();
    }

    @Test
    void refusesWhatIsMissingOrThereTwice() {
        List<String> mode = List.of("subscribe");
        List<String> token = List.of("new token");
        List<String> challenge = List.of("1");

        assertThat(answer(List.of(), token, challenge)).isEmpty();
        assertThat(answer(mode, List.of(), challenge)).isEmpty();
        assertThat(answer(mode, token, List.of())).isEmpty();
        assertThat(answer(mode, List.of("new token", "new token"), challenge)).isEmpty();
    }

    @Test
    void refusesEverythingWhereThereIsNoToken() {
        assertThat(new Handshake(List.of("subscribe"), List.of(""), List.of("1")).answer(List.of()))
                .isEmpty();
    }

    private static Optional<String> answer(List<String> modes, List<String> tokens, List<String> challenges) {
        return new Handshake(modes, tokens, challenges).answer(ACCEPTED);
    }
}
