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

/** Conversations a, b, c… have one parked event each, 1, 2, 3…; there is room for two of them. */
class LanesTest {

    private static final LastError ERROR = new LastError(new Failure(Kind.STATUS, "answered 500"), NOW);

    private final Feed feed = new Feed(0, 100, Instant.EPOCH, 8, 2);
    private final Lanes lanes = feed.lanes();

    @Test
    void takesInWhatIsInTheTableAsOthersLeave() {
        // Given
        parked("a", "b");
        assertThat(lanes.hasRoomForMore()).isFalse();

        // When
        deliver(next("a"));

        // Then
        assertThat(lanes.hasRoomForMore()).isTrue();
        assertThat(lanes.makeRoom()).contains("@b");

        // When
        read("c", "d");

        // Then
        assertThat(lanes.hasRoomForMore()).isFalse();
        deliver(next("b"));
        deliver(next("c"));
        assertThat(lanes.makeRoom()).contains("@c");
    }

    @Test
    void takesNoNewEventsAsLongAsSomeOfTheirConversationMayBeInTheTable() {
        // Given
        parked("a", "b");
        deliver(next("a"));
        deliver(next("b"));
        feed.fetched(List.of(event(101, "z")), 101);
        assertThat(feed.next(NOW, true)).isEmpty();
        assertThat(feed.isIdle()).isFalse();

        // When
        lanes.makeRoom();
        lanes.read(List.of(), true, _ -> NOW);

        // Then
        deliver(next("z"));
        assertThat(feed.isIdle()).isTrue();
    }

    @Test
    void letsGoWhatFailedSoThatBadConversationsDoNotHoldUpGoodOnes() {
        // Given
        parked("a", "b");
        fail(next("a"));
        fail(next("b"));

        // When
        assertThat(lanes.hasRoomForMore()).isTrue();
        assertThat(lanes.makeRoom()).contains("@b");
        read("c");

        // Then
        deliver(next("c"));
    }

    @Test
    void beginsAnotherRoundForWhatItLetGo() {
        // Given
        parked("a", "b");
        fail(next("a"));
        fail(next("b"));
        lanes.makeRoom();

        // When
        lanes.read(List.of(), true, _ -> NOW);

        // Then
        assertThat(lanes.hasRoomForMore()).isTrue();
        assertThat(lanes.makeRoom()).isEmpty();
        read("a", "b");
        deliver(next("a"));
    }

    @Test
    void doesNotLetGoWhatIsNotOnTheDiskYet() {
        // Given
        parked("a", "b");
        feed.failed(next("a"), ERROR, NOW.plusSeconds(60));
        feed.failed(next("b"), ERROR, NOW.plusSeconds(60));

        // When // Then
        assertThat(lanes.hasRoomForMore()).isFalse();
        lanes.makeRoom();
        assertThat(lanes.get("@a")).isPresent();
        feed.recorded(feed.takeChanges());
        assertThat(lanes.hasRoomForMore()).isTrue();
    }

    @Test
    void doesNotTakeInAgainWhatIsDeliveredAndNotYetDeleted() {
        // Given
        parked("a", "b");
        feed.delivered(next("a"));
        lanes.makeRoom();

        // When
        read("a");

        // Then: neither now nor for good
        assertThat(lanes.get("@a")).isEmpty();
        assertThat(lanes.get("@c")).isEmpty();
        lanes.read(List.of(), true, _ -> NOW);
        assertThat(lanes.hasRoomForMore()).isTrue();
    }

    @Test
    void givesUpWhatIsInTheTableOnly() {
        // Given
        parked("a", "b");

        // When
        feed.expireParked(List.of(item("c"), item("d")), feed.retaken(), _ -> "too old", NOW);

        // Then
        Changes changes = feed.takeChanges();
        assertThat(changes.dead).extracting(death -> death.item().lane()).containsExactlyInAnyOrder("@c", "@d");
        feed.recorded(changes);
        assertThat(lanes.get("@c")).isEmpty();
    }

    @Test
    void doesNotForgetWhatWasParkedWhileItsRowsWereLookedForInVain() {
        // Given: a has left since its row was read
        lanes.parked("@a", 1, NOW);
        Lane lane = feed.next(NOW, false).orElseThrow();
        feed.fetched(List.of(event(101, "a")), 101);
        feed.recorded(feed.takeChanges());

        // When
        feed.gone(lane);

        // Then
        assertThat(feed.next(NOW, false)).contains(lane);
        feed.loaded(lane, new Item(event(101, "a"), NOW, true, 0, Optional.empty(), Optional.empty()), true);
        deliver(lane);
    }

    private void parked(String... conversations) {
        lanes.reopen(waiting(conversations), List.of(), _ -> 0, () -> NOW);
    }

    private void read(String... conversations) {
        lanes.read(waiting(conversations), false, _ -> NOW);
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

    private void deliver(Lane lane) {
        feed.delivered(lane);
        feed.recorded(feed.takeChanges());
    }

    private void fail(Lane lane) {
        feed.failed(lane, ERROR, NOW.plusSeconds(60));
        feed.recorded(feed.takeChanges());
    }
}
