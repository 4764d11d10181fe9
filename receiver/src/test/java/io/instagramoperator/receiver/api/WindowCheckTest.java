package io.instagramoperator.receiver.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.conversation.ReplyWindow;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowCheckTest {

    private static final Instant WRITTEN = Instant.parse("2026-11-10T08:00:00Z");

    @ParameterizedTest(name = "{0} after the message, humanAgent {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "PT30H | false | ; it opens again when the customer writes",
                "PT30H | true | ; until 2026-11-17T08:00:00Z an answer written by a person is taken with messaging_type MESSAGE_TAG and tag HUMAN_AGENT",
                "PT200H | true | , that for answers of people at 2026-11-17T08:00:00Z; it opens again when the customer writes",
                "PT200H | false | ; it opens again when the customer writes"
            })
    void saysSinceWhenItIsClosedAndWhatCanBeDone(Duration ago, boolean humanAgent, String remedy) {
        // When
        ProblemDocument problem = WindowCheck.closed("7", new ReplyWindow(WRITTEN), humanAgent, WRITTEN.plus(ago));

        // Then
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.json().path("detail").asText())
                .isEqualTo(
                        "customer 7 wrote last at 2026-11-10T08:00:00Z, and the window for answers closed at 2026-11-11T08:00:00Z"
                                + remedy);
        assertThat(problem.json().path("humanAgentUntil").asText()).isEqualTo("2026-11-17T08:00:00Z");
    }
}
