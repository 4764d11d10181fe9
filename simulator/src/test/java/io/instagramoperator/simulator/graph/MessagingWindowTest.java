package io.instagramoperator.simulator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagingWindowTest {

    private static final Instant LAST_MESSAGE = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S,         false, true",
        "PT23H59M59S,  false, true",
        "PT24H,        false, false",
        "PT24H,        true,  true",
        "P6DT23H59M,   true,  true",
        "P7D,          true,  false"
    })
    void is_open_for_a_day_and_for_humans_for_a_week(Duration since, boolean humanAgent, boolean open) {
        assertThat(MessagingWindow.isOpen(LAST_MESSAGE, humanAgent, LAST_MESSAGE.plus(since)))
                .isEqualTo(open);
    }
}
