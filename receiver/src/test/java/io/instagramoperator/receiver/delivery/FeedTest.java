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
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Conversations are called a, b, c; '-' stands for an event without one. */
class FeedTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant DUE = NOW.plusSeconds(1);
    private static final LastError ERROR = new LastError(new Failure(Kind.STATUS, "answered 500"), NOW);

    private final Feed feed = feedAt(0);

    @Test
    void sendsConversationsBesideEachOtherAndEachInOrder() {
        // Given
        fetched("a", "a", "b", "-", "-");

        // Then
        Lane a = next(NOW);
        assertThat(sequences(a)).containsExactly(1L, 2L);
        assertThat(List.of(next(NOW), next(NOW), next(NOW)))
                .extracting(lane -> lane.items.getFirst().sequence())
                .containsExactly(3L, 4L, 5L);
        assertThat(feed.next(NOW, false)).isEmpty();

        // When
        feed.delivered(a);

        // Then
        assertThat(sequences(next(NOW))).containsExactly(2L);
    }

    @Test
    void takesTurnsSoThatABusyConversationDoesNotHoldUpOthers() {
        // Given
        fetched("a", "a", "a", "b");
        Lane a = next(NOW);

        // When
        feed.delivered(a);

        // Then
        assertThat(next(NOW).key).isEqualTo("@b");
        assertThat(next(NOW)).isSameAs(a);
    }

    @Test
    void parksWhatFailedWithAllBehindItAndGoesOnWithOthers() {
        // Given
        fetched("a", "a", "b");
        Lane a = next(NOW);

        // When
        feed.failed(a, ERROR, DUE);
        fetchedFrom(4, "a");
        Changes changes = feed.takeChanges();

        // Then
        assertThat(changes.parked).extracting(Item::sequence).containsExactly(1L, 2L, 4L);
        assertThat(changes.parked).extracting(Item::attempts).containsExactly(1, 0, 0);
        assertThat(changes.outcomes).isOne();
        assertThat(feed.open()).containsExactly(3L);
        assertThat(feed.settled()).isEqualTo(2);
        assertThat(next(NOW).key).isEqualTo("@b");
        assertThat(feed.turns().nextDue()).contains(DUE);
    }

    @Test
    void parksWhatABusyConversationHasTooMuchOf() {
        // When
        fetched("a".repeat(40).split(""));

        // Then
        Changes changes = feed.takeChanges();
        assertThat(changes.parked).extracting(Item::sequence).containsExactlyElementsOf(range(17, 40));
        assertThat(changes.parked).extracting(Item::attempts).containsOnly(0);
        assertThat(feed.open()).containsExactlyElementsOf(range(1, 16));
        assertThat(feed.settled()).isZero();
        assertThat(feed.position()).isEqualTo(40);
    }

    @Test
    void takesNoMoreThanItsWindow() {
        // When
        fetched("-".repeat(100).split(""));

        // Then
        assertThat(feed.open()).containsExactlyElementsOf(range(1, 64));
        assertThat(feed.position()).isEqualTo(64);
        assertThat(feed.needsEvents()).isFalse();
        assertThat(feed.fetchedTo()).isEqualTo(100);

        // When
        feed.delivered(next(NOW));
        feed.next(NOW, false);

        // Then
        assertThat(feed.position()).isEqualTo(65);
        assertThat(feed.settled()).isEqualTo(1);
    }

    @Test
    void movesOnBehindEventsThatNobodyWants() {
        // When
        feed.fetched(List.of(), 500);

        // Then
        assertThat(feed.settled()).isEqualTo(500);
        assertThat(feed.isIdle()).isTrue();
    }

    @Test
    void isWrittenAtRestOnlyIfItHasMoved() {
        // Given
        feed.touch();
        assertThat(feed.hasChanges()).isFalse();

        // When
        feed.fetched(List.of(), 500);
        feed.touch();

        // Then
        assertThat(feed.takeChanges().moved).isTrue();
        feed.touch();
        assertThat(feed.hasChanges()).isFalse();
    }

    @Test
    void goesOnAfterACrashWithWhatWasOpenAndParked() {
        // Given
        Feed reopened = feedAt(9);

        // When
        reopened.lanes().parked("@a", 2, DUE);
        reopened.reopen(List.of(event(4, "b"), event(7, "a"), event(9, "b")));

        // Then
        assertThat(reopened.settled()).isEqualTo(3);
        Changes changes = reopened.takeChanges();
        assertThat(changes.parked).extracting(Item::sequence).containsExactly(7L);
        reopened.recorded(changes);
        assertThat(sequences(reopened.next(NOW, false).orElseThrow())).containsExactly(4L, 9L);
        assertThat(reopened.next(NOW, false)).isEmpty();
        assertThat(reopened.next(DUE, false).orElseThrow().key).isEqualTo("@a");
    }

    @Test
    void countsTheAgeFromTheFirstSightOfTheSubscriptionAtTheEarliest() {
        // Given
        Feed young = new Feed(0, 0, NOW.plusSeconds(60), 8, Lanes.MOST);

        // When
        young.fetched(List.of(event(1, "a")), 1);

        // Then
        assertThat(young.next(NOW, false).orElseThrow().items.getFirst().since())
                .isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void doesNotTakeAConversationForAnEventWithoutOne() {
        // Given: nobody knows what Meta will call conversations
        fetched("#2", "-");

        // When // Then
        assertThat(List.of(next(NOW), next(NOW))).doesNotHaveDuplicates();
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

    private static StoredEvent event(long sequence, String conversation) {
        Optional<String> key = conversation.equals("-") ? Optional.empty() : Optional.of(conversation);
        return new StoredEvent(sequence, "id" + sequence, "message.received", key, NOW, NOW, "{}");
    }

    private static List<Long> sequences(Lane lane) {
        return lane.items.stream().map(Item::sequence).toList();
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
