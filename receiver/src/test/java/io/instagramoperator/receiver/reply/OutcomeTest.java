package io.instagramoperator.receiver.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.instagram.graph.GraphError;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.instagram.graph.SentMessage;
import io.instagramoperator.receiver.reply.Outcome.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One attempt, one outcome. */
class OutcomeTest {

    @ParameterizedTest(name = "code {0}/{1} on try {2}")
    @CsvSource({
        "2,   0,       1, RETRY,   QUEUED",
        "2,   0,       4, RETRY,   QUEUED",
        "2,   0,       5, RETRY,   FAILED",
        "613, 0,       9, LIMITED, QUEUED",
        "10,  2534022, 1, TAKEN,   FAILED",
        "190, 463,     9, STOPPED, QUEUED",
        "1,   1357046, 1, LIMITED, UNKNOWN",
    })
    void followsMetasCode(int code, int subcode, int tries, Kind kind, Reply.State state) {
        // Given
        GraphError error = new GraphError(code, subcode, "why", "trace", false, 400);

        // When
        Outcome outcome = Outcome.of(new GraphResult.Refused<>(error), tries);

        // Then
        assertThat(outcome.kind()).isEqualTo(kind);
        assertThat(outcome.state()).isEqualTo(state);
        assertThat(outcome.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.message()).contains("why", "trace");
        });
    }

    @Test
    void keepsMetasIdOfWhatWasSent() {
        // When
        SentMessage sent = new SentMessage(Optional.of("mid"), Optional.of("1"));
        Outcome outcome = Outcome.of(new GraphResult.Ok<>(sent), 1);

        // Then
        assertThat(outcome)
                .isEqualTo(new Outcome(
                        Kind.TAKEN, Reply.State.SENT, Optional.of(sent), Optional.empty(), Optional.empty()));
    }

    @Test
    void triesAgainWhatNeverLeft() {
        // When
        Outcome outcome = Outcome.of(new GraphResult.Unreachable<>("no connection"), 100);

        // Then
        assertThat(outcome.kind()).isEqualTo(Kind.LIMITED);
        assertThat(outcome.state()).isEqualTo(Reply.State.QUEUED);
    }

    @Test
    void neverTriesAgainWhatMayHaveArrived() {
        // When
        Outcome outcome = Outcome.of(new GraphResult.Ambiguous<>("no answer"), 1);

        // Then
        assertThat(outcome.kind()).isEqualTo(Kind.LIMITED);
        assertThat(outcome.state()).isEqualTo(Reply.State.UNKNOWN);
    }
}
