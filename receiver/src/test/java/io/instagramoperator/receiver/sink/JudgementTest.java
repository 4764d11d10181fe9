package io.instagramoperator.receiver.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.sink.Outcome.About;
import io.instagramoperator.receiver.sink.Outcome.Delivered;
import io.instagramoperator.receiver.sink.Outcome.Failed;
import io.instagramoperator.receiver.sink.Outcome.Failure;
import io.instagramoperator.receiver.sink.Outcome.Gone;
import io.instagramoperator.receiver.sink.Outcome.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgementTest {

    private static final Instant NOW = Instant.parse("2025-05-14T14:00:00Z");
    private static final Optional<String> TEN_SECONDS = Optional.of("10");

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void isDeliveredWithAnyStatusOf2xx(int status) {
        // When // Then
        assertThat(Judgement.of(status, TEN_SECONDS, NOW)).isEqualTo(new Delivered(status));
    }

    @Test
    void isGoneWith410AndTellsHowToGoOn() {
        // When // Then
        assertThat(Judgement.of(410, TEN_SECONDS, NOW))
                .isEqualTo(new Gone(new Failure(
                        Kind.GONE, "answered 410: it wants no more events; change the subscription to go on")));
    }

    @ParameterizedTest
    @CsvSource({"429, PACE", "503, ENDPOINT"})
    void honoursRetryAfterOfABusyServer(int status, About about) {
        // Given
        Failure failure = new Failure(Kind.STATUS, "answered " + status);

        // When // Then
        assertThat(Judgement.of(status, TEN_SECONDS, NOW))
                .isEqualTo(new Failed(failure, about, Optional.of(Duration.ofSeconds(10))));
        assertThat(Judgement.of(status, Optional.of("soon"), NOW))
                .isEqualTo(new Failed(failure, about, Optional.empty()));
        assertThat(Judgement.of(status, Optional.empty(), NOW)).isEqualTo(new Failed(failure, about, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 199, 400, 401, 404, 409, 413, 500, 501, 505, 599})
    void isFailedWithAnyOtherStatusWhateverRetryAfterSays(int status) {
        // When // Then
        assertThat(Judgement.of(status, TEN_SECONDS, NOW))
                .isEqualTo(new Failed(new Failure(Kind.STATUS, "answered " + status), About.EVENT, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 504})
    void saysThatTheApplicationIsNotThereIfWhatStandsBeforeItSaysSo(int status) {
        // When // Then
        assertThat(Judgement.of(status, TEN_SECONDS, NOW))
                .isEqualTo(
                        new Failed(new Failure(Kind.STATUS, "answered " + status), About.ENDPOINT, Optional.empty()));
    }

    @Test
    void saysThatNobodyIsThereIfThereIsNoAnswer() {
        // Given
        Failure refused = new Failure(Kind.REFUSED, "connection refused");

        // When // Then
        assertThat(Judgement.unanswered(refused)).isEqualTo(new Failed(refused, About.ENDPOINT, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 304, 307, 308, 399})
    void isFailedWithARedirectAndTellsWhatToDo(int status) {
        // When // Then
        assertThat(Judgement.of(status, TEN_SECONDS, NOW))
                .isEqualTo(new Failed(
                        new Failure(
                                Kind.STATUS,
                                "answered " + status
                                        + ", a redirect, which is never followed; give the final address as url"),
                        About.EVENT,
                        Optional.empty()));
    }
}
