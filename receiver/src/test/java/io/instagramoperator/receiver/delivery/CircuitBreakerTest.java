package io.instagramoperator.receiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.delivery.Standing.Breaker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CircuitBreakerTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final CircuitBreaker breaker = new CircuitBreaker(8, new Random(1));

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "EEEE,                  Closed",
        "EEEEE,                 Open",
        "EEEEdEEEE,             Closed",
        "EEEEdEEEEE,            Open",
        "eeeeeeeeeeeeeeeeeee,   Closed",
        "eeeeeeeeeeeeeeeeeeee,  Open",
        "eeeeeeeeeeeeeeeeeeede, Closed",
        "eeeeeeeeeeeeeeeEEEE,   Closed",
        "eeeeeeeeeeeeeeeEEEEE,  Open",
        "EEEEEd,                Closed",
    })
    void opensWhenTheEndpointFailsOrNothingIsTaken(String outcomes, String state) {
        // When
        outcomes.chars().forEach(outcome -> {
            switch (outcome) {
                case 'd' -> breaker.delivered();
                case 'E' -> breaker.failed(true, NOW, NOW);
                default -> breaker.failed(false, NOW, NOW);
            }
        });

        // Then
        assertThat(breaker.state().text()).isEqualTo(state);
    }

    @Test
    void saysOnceThatItOpensAndOnceThatItCloses() {
        // When
        List<Boolean> opened = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            opened.add(breaker.failed(true, NOW, NOW));
        }

        // Then
        assertThat(opened).containsExactly(false, false, false, false, true, false, false);
        assertThat(breaker.delivered()).isTrue();
        assertThat(breaker.delivered()).isFalse();
    }

    @Test
    void allowsNothingUntilTheProbeIsDueAndThenOne() {
        // Given
        open();
        Instant probe = breaker.probeAt();

        // Then
        assertThat(probe).isAfter(NOW);
        assertThat(breaker.allowed(probe.minusMillis(1))).isZero();
        assertThat(breaker.allowed(probe)).isOne();
        assertThat(breaker.state()).isEqualTo(Breaker.HALF_OPEN);
    }

    @Test
    void waitsLongerAfterEachProbeThatFailsButNeverLongerThanAMinute() {
        // Given
        open();
        List<Duration> pauses = new ArrayList<>();
        Instant now = NOW;

        // When
        for (int i = 0; i < 40; i++) {
            pauses.add(Duration.between(now, breaker.probeAt()));
            now = breaker.probeAt();
            breaker.allowed(now);
            breaker.failed(true, now, now);
        }

        // Then
        assertThat(pauses.getFirst()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(pauses.get(3)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(pauses.subList(10, 40))
                .allSatisfy(pause -> assertThat(pause).isBetween(LONGEST_PAUSE.dividedBy(2), LONGEST_PAUSE));
    }

    @Test
    void probesNotBeforeTheEndpointAllowsIt() {
        // Given
        open();

        // When: a request that was under way is answered late
        breaker.failed(false, NOW, NOW.plusSeconds(90));

        // Then
        assertThat(breaker.probeAt()).isEqualTo(NOW.plusSeconds(90));
    }

    @Test
    void doublesWhatItAllowsOnceTheEndpointIsBack() {
        // Given
        open();
        List<Integer> allowed = new ArrayList<>();

        // When
        for (int i = 0; i < 9; i++) {
            breaker.delivered();
            allowed.add(breaker.allowed(NOW));
        }

        // Then
        assertThat(allowed).containsExactly(1, 2, 2, 4, 4, 4, 4, 8, 8);
    }

    @Test
    void allowsNoMoreThanTheMostWhenThatIsNoPowerOfTwo() {
        // Given
        CircuitBreaker six = new CircuitBreaker(6, new Random(1));
        open(six);

        // When
        for (int i = 0; i < 20; i++) {
            six.delivered();
        }

        // Then
        assertThat(six.allowed(NOW)).isEqualTo(6);
    }

    @Test
    void beginsWithAShortPauseAgainAfterItWasClosed() {
        // Given: it was open for long
        open();
        for (int i = 0; i < 10; i++) {
            breaker.allowed(breaker.probeAt());
            breaker.failed(true, NOW, NOW);
        }
        breaker.delivered();

        // When
        open();

        // Then
        assertThat(Duration.between(NOW, breaker.probeAt())).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void closesWhenARequestThatWasUnderWayIsTakenLate() {
        // Given
        open();

        // When // Then
        assertThat(breaker.delivered()).isTrue();
        assertThat(breaker.allowed(NOW)).isOne();
    }

    private void open() {
        open(breaker);
    }

    private static void open(CircuitBreaker breaker) {
        for (int i = 0; i < 5; i++) {
            breaker.failed(true, NOW, NOW);
        }
    }
}
