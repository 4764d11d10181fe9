package io.instagramoperator.simulator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "4, 8", "5, 16", "6, 30", "7, 30", "119, 30"})
    void doubles_the_pause_up_to_half_a_minute(int attempts, int seconds) {
        assertThat(RetrySchedule.pauseAfter(attempts)).contains(Duration.ofSeconds(seconds));
    }

    @Test
    void gives_up_in_the_end() {
        assertThat(RetrySchedule.pauseAfter(120)).isEmpty();
    }
}
