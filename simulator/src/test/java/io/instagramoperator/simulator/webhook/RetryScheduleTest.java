package io.instagramoperator.simulator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {

    @ParameterizedTest
    @CsvSource({
        "1, PT0S,  PT1S",
        "2, PT1S,  PT2S",
        "3, PT3S,  PT4S",
        "4, PT7S,  PT8S",
        "5, PT15S, PT16S",
        "6, PT31S, PT30S",
        "7, PT1M,  PT30S",
        "9, PT4M,  PT30S",
        "9, PT8M,  PT1M",
        "9, PT8H,  PT1H",
        "9, PT32H, PT4H"
    })
    void pauses_longer_and_longer(int attempts, Duration age, Duration pause) {
        assertThat(RetrySchedule.pauseAfter(attempts, age)).contains(pause);
    }

    @Test
    void gives_up_after_36_hours() {
        assertThat(RetrySchedule.pauseAfter(40, Duration.ofHours(32).plusSeconds(1)))
                .isEmpty();
    }
}
