package io.instagramoperator.simulator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SimulatorClockTest {

    private final SimulatorClock clock = new SimulatorClock();
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void does_what_is_due_at_its_time_when_it_is_turned() {
        // Given
        Instant start = clock.instant();
        clock.after(Duration.ofHours(3), () -> done.add("late"));
        clock.after(Duration.ofHours(1), () -> {
            done.add("early at " + Duration.between(start, clock.instant()).toHours());
            clock.after(Duration.ofHours(1), () -> done.add("next"));
        });
        clock.after(Duration.ofHours(9), () -> done.add("never"));

        // When
        Instant end = clock.advance(Duration.ofHours(8));

        // Then
        assertThat(done).containsExactly("early at 1", "next", "late");
        assertThat(Duration.between(start, end))
                .isBetween(Duration.ofHours(8), Duration.ofHours(8).plusMinutes(1));
    }

    @Test
    void does_what_is_due_without_being_turned() {
        // When
        clock.after(Duration.ofMillis(20), () -> done.add("done"));

        // Then
        await().untilAsserted(() -> assertThat(done).containsExactly("done"));
    }

    @Test
    void does_what_became_due_soon_by_being_turned() {
        // Given
        clock.after(Duration.ofHours(1), () -> done.add("done"));

        // When
        clock.advance(Duration.ofHours(1).minusMillis(200));

        // Then
        await().untilAsserted(() -> assertThat(done).containsExactly("done"));
    }
}
