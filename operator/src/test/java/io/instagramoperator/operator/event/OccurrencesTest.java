package io.instagramoperator.operator.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** However often something happens, few Events are written of it, and they say how often it was. */
class OccurrencesTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String UID = "0f5c";
    private static final Notice LOST = Notice.warning("TokenRevoked", "the token was revoked");
    private static final Occurrences.Key KEY = new Occurrences.Key(UID, "TokenRevoked");

    private final Occurrences occurrences = new Occurrences();

    @Test
    void theFirstIsWrittenAtOnce() {
        // When
        Optional<Instant> at = occurrences.noticed(UID, LOST, NOON);

        // Then
        assertThat(at).contains(NOON);
        assertThat(occurrences.due(KEY, NOON)).contains(new Occurrence(NOON, NOON, 1, LOST));
    }

    @Test
    void thoseWithinTenSecondsAreWrittenTogether() {
        // Given
        occurrences.noticed(UID, LOST, NOON);
        occurrences.due(KEY, NOON);

        // When
        Optional<Instant> second = occurrences.noticed(UID, LOST, NOON.plusSeconds(1));
        Optional<Instant> third = occurrences.noticed(UID, LOST, NOON.plusSeconds(2));

        // Then
        assertThat(second).contains(NOON.plus(Occurrences.PAUSE));
        assertThat(third).as("the write to come tells of it").isEmpty();
        assertThat(occurrences.due(KEY, NOON.plus(Occurrences.PAUSE)))
                .contains(new Occurrence(NOON, NOON.plusSeconds(2), 3, LOST));
    }

    @Test
    void theNewestMessageIsTold() {
        // Given
        occurrences.noticed(UID, LOST, NOON);
        Notice newer = Notice.warning("TokenRevoked", "revoked once more");

        // When
        occurrences.noticed(UID, newer, NOON);

        // Then
        assertThat(occurrences.due(KEY, NOON)).map(Occurrence::newest).contains(newer);
    }

    @Test
    void afterTenMinutesOfCalmItIsAnotherEvent() {
        // Given
        occurrences.noticed(UID, LOST, NOON);
        occurrences.due(KEY, NOON);
        Instant later = NOON.plus(Occurrences.SAME_EVENT).plusSeconds(1);

        // When
        occurrences.noticed(UID, LOST, later);

        // Then
        assertThat(occurrences.due(KEY, later)).contains(new Occurrence(later, later, 1, LOST));
    }

    @Test
    void aFlappingObjectHasTwentyFiveWritesAndThenOneEveryFiveMinutes() {
        // When
        int first = writes(NOON, Duration.ofSeconds(20), 100);
        int second = writes(NOON.plus(Duration.ofHours(1)), Duration.ofSeconds(20), 180);

        // Then
        assertThat(first).isEqualTo(25 + 2000 / 300);
        // Of the 5 minutes and 27 s before and of the hour itself.
        assertThat(second).isEqualTo(5 + 12);
    }

    @Test
    void oneObjectDoesNotUseUpTheWritesOfAnother() {
        // Given
        writes(NOON, Duration.ofSeconds(20), 100);

        // When
        occurrences.noticed("77aa", LOST, NOON);

        // Then
        assertThat(occurrences.due(new Occurrences.Key("77aa", "TokenRevoked"), NOON))
                .isPresent();
    }

    private int writes(Instant from, Duration every, int notices) {
        int writes = 0;
        for (int i = 0; i < notices; i++) {
            Instant now = from.plus(every.multipliedBy(i));
            if (occurrences.noticed(UID, LOST, now).isPresent()
                    && occurrences.due(KEY, now).isPresent()) {
                writes++;
            }
        }
        return writes;
    }
}
