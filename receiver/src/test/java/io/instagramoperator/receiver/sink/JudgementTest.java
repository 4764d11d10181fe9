package io.instagramoperator.receiver.sink;

import static org.assertj.core.api.Assertions.assertThat;

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
    @ValueSource(ints = {429, 503})
    void honoursRetryAfterOfABusyServer(int status) {
        // Given
        Failure failure = new Failure(Kind.STATUS, "answered " + status);

        // When // Then
        assertThat(Judgement.of(status, TEN_SECONDS, NOW))
                .isEqualTo(new Failed(failure, Optional.of(Duration.ofSeconds(10))));
        assertThat(Judgement.of(status, Optional.of("soon"), NOW)).isEqualTo(new Failed(failure, Optional.empty()));
        assertThat(Judgement.of(status, Optional.empty(), NOW)).isEqualTo(new Failed(failure, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 199, 400, 401, 404, 409, 413, 500, 502, 504, 599})
    void isFailedWithAnyOtherStatusWhateverRetryAfterSays(int status) {
        // When // Then
        assertThat(Judgement.of(status, TEN_SECONDS, NOW))
                .isEqualTo(new Failed(new Failure(Kind.STATUS, "answered " + status), Optional.empty()));
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
                        Optional.empty()));
    }
}
