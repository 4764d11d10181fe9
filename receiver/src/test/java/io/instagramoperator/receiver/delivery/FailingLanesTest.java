package io.instagramoperator.receiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.delivery.Parking.Waiting;
import io.instagramoperator.receiver.delivery.Standing.LastError;
import io.instagramoperator.receiver.log.StoredEvent;
import io.instagramoperator.receiver.sink.Outcome.Failure;
import io.instagramoperator.receiver.sink.Outcome.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a feed has an event that fails lastingly. Conversations a, b, c… have one parked event each; there is room for two of them. */
class FailingLanesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final LastError ERROR = new LastError(new Failure(Kind.STATUS, "answered 500"), NOW);

    private final Feed feed = new Feed(0, 100, Instant.EPOCH, 8, 2);
    private final Lanes lanes = feed.lanes();

    @Test
    void hasOneFromTheSecondTimeUntilItsEventIsDelivered() {
        // Given
        feed.fetched(List.of(event(101, "a"), event(102, "a"), event(103, "b")), 103);

        // When
        fail(next("a"));
        deliver(next("b"));

        // Then
        assertThat(lanes.hasFailing()).isFalse();

        // When
        fail(again(1));

        // Then
        assertThat(lanes.hasFailing()).isTrue();

        // When
        Lane lane = again(2);
        assertThat(lanes.hasFailing()).isTrue();
        deliver(lane);

        // Then: what stands behind it has not failed
        assertThat(lanes.get("@a")).isPresent();
        assertThat(lanes.hasFailing()).isFalse();
    }

    @Test
    void hasOneIfTheEndpointWantsItsEventToWait() {
        // Given
        feed.fetched(List.of(event(101, "a")), 101);
        Lane lane = next("a");

        // When
        lane.notBefore = NOW.plusSeconds(3600);
        fail(lane);

        // Then
        assertThat(lanes.hasFailing()).isTrue();
    }

    @Test
    void hasNoneWhenItsEventIsGivenUp() {
        // Given
        feed.fetched(List.of(event(101, "a")), 101);
        fail(next("a"));
        fail(again(1));
        assertThat(lanes.hasFailing()).isTrue();

        // When
        feed.expireParked(List.of(item("a")), feed.retaken(), _ -> "too old", NOW);

        // Then
        assertThat(lanes.hasFailing()).isFalse();
    }

    @ParameterizedTest(name = "since {0} s after it failed: {1}")
    @CsvSource({"-1, true", "0, true", "1, false"})
    void hasOneIfItFailedBeforeAndNobodyHasHadItTriedAgainSince(int since, boolean isFailing) {
        // Given: one of two that there is room for
        Waiting waiting = new Waiting("@a", 1, NOW.plusSeconds(since), 3, Optional.of(ERROR));

        // When
        lanes.reopen(List.of(waiting), List.of(), _ -> 0, () -> NOW);

        // Then
        assertThat(lanes.hasFailing()).isEqualTo(isFailing);
    }

    @Test
    void hasPerhapsOneAsLongAsNotAllAreReadFromTheTable() {
        // Given
        parked("a", "b");
        deliver(next("a"));
        deliver(next("b"));
        assertThat(lanes.hasFailing()).isTrue();

        // When
        lanes.makeRoom();
        lanes.read(
                List.of(
                        new Waiting("@c", 1, NOW, 2, Optional.of(ERROR)),
                        new Waiting("@d", 1, NOW, 0, Optional.empty())),
                true,
                _ -> NOW);

        // Then
        assertThat(lanes.hasFailing()).isTrue();

        // When
        deliver(next("c"));

        // Then
        assertThat(lanes.hasFailing()).isFalse();
    }

    private void parked(String... conversations) {
        lanes.reopen(waiting(conversations), List.of(), _ -> 0, () -> NOW);
    }

    private static List<Waiting> waiting(String... conversations) {
        return Stream.of(conversations)
                .map(conversation -> new Waiting("@" + conversation, 1, NOW, 0, Optional.empty()))
                .toList();
    }

    /** The next lane, with its event. */
    private Lane next(String conversation) {
        Lane lane = feed.next(NOW, false).orElseThrow();
        assertThat(lane.key).isEqualTo("@" + conversation);
        if (lane.items.isEmpty()) {
            feed.loaded(lane, item(conversation), true);
        }
        return lane;
    }

    /** The lane of the conversation a, a minute later, with its event that has failed so often. */
    private Lane again(int attempts) {
        Lane lane = feed.next(NOW.plusSeconds(60), false).orElseThrow();
        feed.loaded(
                lane,
                new Item(event(101, "a"), NOW, true, attempts, Optional.of(ERROR), Optional.of(ERROR)),
                attempts == 1);
        return lane;
    }

    private void deliver(Lane lane) {
        feed.delivered(lane);
        feed.recorded(feed.takeChanges());
    }

    private void fail(Lane lane) {
        feed.failed(lane, ERROR, NOW.plusSeconds(60));
        feed.recorded(feed.takeChanges());
    }

    private static Item item(String conversation) {
        return new Item(
                event(conversation.charAt(0) - 'a' + 1, conversation),
                NOW,
                true,
                0,
                Optional.empty(),
                Optional.empty());
    }

    private static StoredEvent event(long sequence, String conversation) {
        return new StoredEvent(
                sequence, "id" + sequence, "message.received", Optional.of(conversation), NOW, NOW, "{}");
    }
}
