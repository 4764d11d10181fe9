package io.instagramoperator.receiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.delivery.Standing.LastError;
import io.instagramoperator.receiver.log.StoredEvent;
import io.instagramoperator.receiver.sink.Outcome.Failure;
import io.instagramoperator.receiver.sink.Outcome.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What waits for another attempt, and what is given up. Conversations are called a, b, c; '-' stands for an event without one. */
class ParkedEventsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant DUE = NOW.plusSeconds(1);
    private static final LastError ERROR = new LastError(new Failure(Kind.STATUS, "answered 500"), NOW);

    private final Feed feed = feedAt(0);

    @Test
    void readsAParkedEventOnlyAfterItsRowIsOnTheDiskAndItIsDue() {
        // Given
        fetched("a");
        feed.failed(next(NOW), ERROR, DUE);
        Changes changes = feed.takeChanges();

        // Then
        assertThat(feed.next(NOW, false)).isEmpty();
        assertThat(feed.next(DUE, false)).isEmpty();

        // When
        feed.recorded(changes);

        // Then
        Lane lane = next(DUE);
        assertThat(lane.items).isEmpty();
        feed.loaded(lane, parkedItem(1, "a", 1), true);
        feed.delivered(lane);
        assertThat(feed.takeChanges().unparked).extracting(Item::sequence).containsExactly(1L);
    }

    @Test
    void takesTheOneThatWaitsLeastForAProbe() {
        // Given
        fetched("a", "b");
        Lane a = next(NOW);
        Lane b = next(NOW);
        feed.failed(a, ERROR, DUE.plusSeconds(9));
        feed.failed(b, ERROR, DUE);
        feed.recorded(feed.takeChanges());

        // When // Then
        assertThat(feed.next(NOW, true)).contains(b);
        assertThat(feed.next(NOW, false)).isEmpty();
    }

    @Test
    void hurriesWithAllOnceTheEndpointIsBack() {
        // Given
        fetched("a", "b");
        feed.failed(next(NOW), ERROR, DUE.plusSeconds(9));
        feed.failed(next(NOW), ERROR, DUE);
        feed.recorded(feed.takeChanges());

        // When
        feed.turns().hurry(NOW);

        // Then
        assertThat(List.of(next(NOW).key, next(NOW).key)).containsExactlyInAnyOrder("@a", "@b");
    }

    @Test
    void givesUpWhatWaitsTooLongButNotWhatIsUnderWay() {
        // Given
        fetched("a", "a", "b", "-");
        next(NOW);

        // When
        feed.expire(item -> item.sequence() != 4, item -> "too old: " + item.sequence(), NOW);

        // Then
        assertThat(feed.takeChanges().dead).extracting(Changes.Death::reason).containsExactly("too old: 3");
        assertThat(feed.open()).containsExactly(1L, 2L, 4L);
    }

    @Test
    void forgetsAConversationOfWhichAllIsGivenUp() {
        // Given
        fetched("a", "b");
        feed.expire(item -> true, item -> "too old", NOW);
        feed.recorded(feed.takeChanges());

        // Then
        assertThat(feed.isIdle()).isTrue();
        assertThat(feed.next(NOW, true)).isEmpty();

        // When: an endpoint is probed with what waits, as nothing else may go
        fetchedFrom(3, "a");
        feed.failed(next(NOW), ERROR, DUE);
        feed.recorded(feed.takeChanges());

        // Then
        assertThat(feed.next(NOW, true)).isPresent();
    }

    @Test
    void givesUpAllParkedEventsOfAConversationAtOnce() {
        // Given
        feed.lanes().parked("@a", 3, DUE);
        long readAt = feed.retaken();

        // When
        feed.expireParked(
                List.of(parkedItem(1, "a", 4), parkedItem(2, "a", 0), parkedItem(3, "a", 0)),
                readAt,
                item -> "too old",
                NOW);

        // Then
        Changes changes = feed.takeChanges();
        assertThat(changes.dead).extracting(death -> death.item().sequence()).containsExactly(1L, 2L, 3L);
        assertThat(changes.unparked).hasSize(3);
        assertThat(changes.outcomes).isZero();
        feed.recorded(changes);
        assertThat(feed.isIdle()).isTrue();
    }

    @Test
    void doesNotGiveUpAParkedEventThatWasDeliveredSinceItsRowWasRead() {
        // Given
        feed.lanes().parked("@a", 2, NOW);
        List<Item> read = List.of(parkedItem(1, "a", 4), parkedItem(2, "a", 0));
        long readAt = feed.retaken();
        Lane lane = next(NOW);
        feed.loaded(lane, read.getFirst(), false);
        feed.delivered(lane);
        feed.recorded(feed.takeChanges());

        // When
        feed.expireParked(read, readAt, item -> "too old", NOW);

        // Then
        assertThat(feed.takeChanges().dead).isEmpty();
        assertThat(feed.next(NOW, false)).contains(lane);
    }

    @Test
    void doesNotGiveUpTwiceWhatIsGivenUpAlready() {
        // Given
        feed.lanes().parked("@a", 2, NOW);
        feed.expireParked(List.of(parkedItem(1, "a", 4)), feed.retaken(), item -> "too old", NOW);
        Changes changes = feed.takeChanges();
        List<Item> readBeforeTheCommit = List.of(parkedItem(1, "a", 4));
        long readAt = feed.retaken();
        feed.recorded(changes);

        // When
        feed.expireParked(readBeforeTheCommit, readAt, item -> "too old", NOW);

        // Then
        assertThat(feed.takeChanges().dead).isEmpty();
        assertThat(feed.next(NOW, false)).isPresent();
    }

    @Test
    void sendsWhatStandsBehindAnEventThatIsGivenUpOnlyWhenThatIsOnTheDisk() {
        // Given
        fetched("a", "a");
        Lane lane = next(NOW);

        // When
        feed.dead(lane, lane.items.getFirst(), "too old", NOW, true);
        Changes changes = feed.takeChanges();

        // Then
        assertThat(feed.next(NOW, true)).isEmpty();
        feed.recorded(changes);
        assertThat(sequences(next(NOW))).containsExactly(2L);
    }

    @Test
    void leavesAConversationWhoseRowsAreGone() {
        // Given
        feed.lanes().parked("@a", 2, NOW);
        Lane lane = next(NOW);

        // When
        feed.gone(lane);

        // Then
        assertThat(feed.isIdle()).isTrue();
    }

    @Test
    void triesLaterToReadWhatCouldNotBeRead() {
        // Given
        feed.lanes().parked("@a", 1, NOW);

        // When
        feed.notLoaded(next(NOW), DUE);

        // Then
        assertThat(feed.next(NOW, false)).isEmpty();
        assertThat(feed.next(DUE, false)).isPresent();
    }

    /** Somebody has had dead letters tried again since its events were counted. */
    @Test
    void keepsTheOrderOfAConversationOfWhichMoreIsParkedThanWasCounted() {
        // Given
        feed.lanes().parked("@a", 1, NOW);
        Lane lane = next(NOW);
        feed.loaded(lane, parkedItem(1, "a", 0), false);

        // When
        feed.delivered(lane);
        feed.recorded(feed.takeChanges());
        fetchedFrom(9, "a");

        // Then: what is parked is read before
        Changes changes = feed.takeChanges();
        assertThat(changes.parked).extracting(Item::sequence).containsExactly(9L);
        feed.recorded(changes);
        assertThat(next(NOW).items).isEmpty();
    }

    @Test
    void takesNoMoreThanTheDiskKeepsUpWith() {
        // Given
        fetched("a".repeat(1_100).split(""));

        // When // Then
        assertThat(feed.needsEvents()).isFalse();
        feed.takeChanges();
        assertThat(feed.needsEvents()).isTrue();
    }

    private Lane next(Instant now) {
        return feed.next(now, false).orElseThrow();
    }

    private void fetched(String... conversations) {
        fetchedFrom(1, conversations);
    }

    private void fetchedFrom(long first, String... conversations) {
        List<StoredEvent> events = new ArrayList<>();
        Arrays.stream(conversations).forEach(conversation -> events.add(event(first + events.size(), conversation)));
        feed.fetched(events, events.getLast().sequence());
    }

    private static Feed feedAt(long position) {
        return new Feed(0, position, NOW.minus(Duration.ofDays(1)), 8, Lanes.MOST);
    }

    private static Item parkedItem(long sequence, String conversation, int attempts) {
        return new Item(event(sequence, conversation), NOW, true, attempts, Optional.empty(), Optional.empty());
    }

    private static StoredEvent event(long sequence, String conversation) {
        Optional<String> key = conversation.equals("-") ? Optional.empty() : Optional.of(conversation);
        return new StoredEvent(sequence, "id" + sequence, "message.received", key, NOW, NOW, "{}");
    }

    private static List<Long> sequences(Lane lane) {
        return lane.items.stream().map(Item::sequence).toList();
    }
}
