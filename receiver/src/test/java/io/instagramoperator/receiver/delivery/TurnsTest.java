package io.instagramoperator.receiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.delivery.Standing.LastError;
import io.instagramoperator.receiver.log.StoredEvent;
import io.instagramoperator.receiver.sink.Outcome.Failure;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose event goes next, also while the endpoint fails. */
class TurnsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Turns turns = new Turns();

    @Test
    void probesWithAnEventThatWasNeverTriedBeforeOneThatHasFailed() {
        // Given
        turns.now(failed("bad"));
        turns.now(failed("worse"));
        turns.now(untried("new"));

        // When // Then
        assertThat(turns.next(NOW, true))
                .hasValueSatisfying(lane -> assertThat(lane.key).isEqualTo("new"));
        assertThat(turns.next(NOW, true))
                .hasValueSatisfying(lane -> assertThat(lane.key).isEqualTo("bad"));
    }

    @Test
    void keepsTheOrderWhileTheEndpointIsWell() {
        // Given
        turns.now(failed("bad"));
        turns.now(untried("new"));

        // When // Then
        assertThat(turns.next(NOW, false))
                .hasValueSatisfying(lane -> assertThat(lane.key).isEqualTo("bad"));
    }

    @Test
    void probesWithOneThatWaitsIfNoOtherMayGoButForThatWhichTheEndpointWantsLater() {
        // Given
        Lane asked = failed("asked");
        asked.notBefore = NOW.plusSeconds(600);
        turns.at(asked, NOW.plusSeconds(600));
        turns.at(failed("later"), NOW.plusSeconds(700));

        // When // Then
        assertThat(turns.next(NOW, true))
                .hasValueSatisfying(lane -> assertThat(lane.key).isEqualTo("later"));
        assertThat(turns.next(NOW, true)).isEmpty();
    }

    @Test
    void hurriesAllButThoseThatTheEndpointWantsLater() {
        // Given
        Lane asked = failed("asked");
        asked.notBefore = NOW.plusSeconds(600);
        turns.at(asked, NOW.plusSeconds(600));
        turns.at(failed("later"), NOW.plusSeconds(700));

        // When
        turns.hurry(NOW);

        // Then
        assertThat(turns.next(NOW, false))
                .hasValueSatisfying(lane -> assertThat(lane.key).isEqualTo("later"));
        assertThat(turns.next(NOW, false)).isEmpty();
        assertThat(turns.nextDue()).contains(NOW.plusSeconds(600));
    }

    @Test
    void waitsForNothingWhenTheClockWasSetBack() {
        // Given
        Lane asked = failed("asked");
        asked.notBefore = NOW.plusSeconds(600);
        turns.at(asked, NOW.plusSeconds(600));

        // When
        turns.forgetTimes(NOW.minusSeconds(3600));

        // Then
        assertThat(turns.next(NOW.minusSeconds(3600), false)).contains(asked);
    }

    private static Lane untried(String key) {
        Lane lane = new Lane(key);
        lane.items.add(item());
        return lane;
    }

    private static Lane failed(String key) {
        Lane lane = new Lane(key);
        lane.items.add(item().failed(new LastError(Failure.GONE, NOW)));
        return lane;
    }

    private static Item item() {
        return Item.of(new StoredEvent(1, "id", "message.received", Optional.empty(), NOW, NOW, "{}"), NOW);
    }
}
