package io.instagramoperator.receiver.delivery;

import static io.instagramoperator.receiver.delivery.LaneItems.NOW;
import static io.instagramoperator.receiver.delivery.LaneItems.event;
import static io.instagramoperator.receiver.delivery.LaneItems.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.delivery.Parking.Waiting;
import io.instagramoperator.receiver.delivery.Standing.LastError;
import io.instagramoperator.receiver.sink.Outcome.Failure;
import io.instagramoperator.receiver.sink.Outcome.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether a feed has an event that fails lastingly. Conversations a, b, c… have one parked event each; there is room for two of them. */
class FailingLanesTest {

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
        assertThat(lanes.failing().lastError()).isEmpty();

        // When
        fail(again(1));

        // Then
        assertThat(lanes.failing().lastError()).isPresent();

        // When
        Lane lane = again(2);
        assertThat(lanes.failing().lastError()).isPresent();
        deliver(lane);

        // Then: what stands behind it has not failed
        assertThat(lanes.get("@a")).isPresent();
        assertThat(lanes.failing().lastError()).isEmpty();
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
        assertThat(lanes.failing().lastError()).isPresent();
    }

    @Test
    void hasNoneWhenItsEventIsGivenUp() {
        // Given
        feed.fetched(List.of(event(101, "a")), 101);
        fail(next("a"));
        fail(again(1));
        assertThat(lanes.failing().lastError()).isPresent();

        // When
        feed.expireParked(List.of(item("a")), feed.retaken(), _ -> "too old", NOW);

        // Then
        assertThat(lanes.failing().lastError()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"ADDRESS", "TLS", "CREDENTIAL", "GONE"})
    void hasItsOwnErrorStillAfterOneThatIsNotOfTheEvent(Kind kind) {
        // Given
        feed.fetched(List.of(event(101, "a"), event(102, "a")), 102);
        fail(next("a"));
        fail(again(1));

        // When
        LastError ofAll = new LastError(new Failure(kind, "seen"), NOW.plusSeconds(60));
        feed.failed(again(2), ofAll, NOW);

        // Then
        assertThat(lanes.failing().lastError()).contains(ERROR);
    }

    @ParameterizedTest(name = "since {0} s after it failed: {1}")
    @CsvSource({"-1, true", "0, true", "1, false"})
    void hasOneIfItFailedBeforeAndNobodyHasHadItTriedAgainSince(int since, boolean isFailing) {
        // Given: one of two that there is room for
        Waiting waiting = new Waiting("@a", 1, NOW.plusSeconds(since), 3, Optional.of(ERROR));

        // When
        lanes.reopen(List.of(waiting), List.of(), _ -> 0, () -> NOW);

        // Then
        assertThat(lanes.failing().lastError().isPresent()).isEqualTo(isFailing);
    }

    @ParameterizedTest(name = "d has failed {0} times: {1}")
    @CsvSource({"0, false", "1, false", "2, true"})
    void hasOneInTheTableUntilThatIsReadAndDelivered(int attempts, boolean isFailing) {
        // Given: c and d are in the table only
        parked("a", "b");
        Waiting last = waiting("d", attempts);
        lanes.failing().lookedThrough(Optional.of(last).filter(waiting -> waiting.lasting()
                .isPresent()));

        // When
        deliver(next("a"));
        deliver(next("b"));

        // Then
        assertThat(lanes.failing().lastError().isPresent()).isEqualTo(isFailing);

        // When
        lanes.makeRoom();
        lanes.read(List.of(waiting("c", 0), last), true, _ -> NOW);
        deliver(next("c"));

        // Then
        assertThat(lanes.failing().lastError().isPresent()).isEqualTo(isFailing);

        // When
        deliver(next("d"));

        // Then
        assertThat(lanes.failing().lastError()).isEmpty();
    }

    @Test
    void hasOneThatHasLeftForTheTableUntilThatIsLookedThroughAgain() {
        // Given
        lanes.reopen(List.of(waiting("a", 2), waiting("b", 0)), List.of(), _ -> 0, () -> NOW);
        fail(next("a"));
        fail(next("b"));

        // When
        lanes.makeRoom();

        // Then
        assertThat(lanes.get("@a")).isEmpty();
        assertThat(lanes.failing().lastError()).isPresent();

        // When: somebody has had it tried again, so that it is as a new one
        lanes.failing().lookedThrough(Optional.empty());

        // Then
        assertThat(lanes.failing().lastError()).isEmpty();
    }

    private static Waiting waiting(String conversation, int attempts) {
        return new Waiting(
                "@" + conversation, 1, NOW, attempts, Optional.of(ERROR).filter(_ -> attempts > 0));
    }

    private void parked(String... conversations) {
        lanes.reopen(waiting(conversations), List.of(), _ -> 0, () -> NOW);
    }

    private static List<Waiting> waiting(String... conversations) {
        return Stream.of(conversations)
                .map(conversation -> waiting(conversation, 0))
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
}
