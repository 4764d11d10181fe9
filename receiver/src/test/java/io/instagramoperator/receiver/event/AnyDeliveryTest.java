package io.instagramoperator.receiver.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.instagram.payload.Delivery;
import io.instagramoperator.instagram.payload.Update;
import io.instagramoperator.receiver.log.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Protects the promise that an update is one and the same event, however Meta writes, batches, orders or repeats it. A seed
 * that fails goes into {@link #seeds}.
 */
class AnyDeliveryTest {

    private static final Instant LATER = GoldenCase.RECEIVED_AT.plus(Duration.ofHours(30));

    static LongStream seeds() {
        return LongStream.concat(LongStream.range(0, 100), new Random().longs(20));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void givesTheSameEventsHoweverTheUpdatesAreWritten(long seed) {
        // Given
        Random random = new Random(seed);
        List<GeneratedUpdate> updates = GeneratedUpdate.some(random, 1 + random.nextInt(40));
        AnyWriting writing = new AnyWriting(random);

        // When
        Set<Seen> once = seen(writing.deliveries(updates), GoldenCase.RECEIVED_AT);
        Set<Seen> again = seen(writing.deliveries(updates), LATER);
        Set<Seen> repeated = seen(
                Stream.concat(writing.deliveries(updates).stream(), writing.deliveries(updates.reversed()).stream())
                        .toList(),
                GoldenCase.RECEIVED_AT);

        // Then
        int expected = updates.stream().mapToInt(GeneratedUpdate::events).sum();
        assertThat(once).hasSize(expected);
        assertThat(again).isEqualTo(once);
        assertThat(repeated).isEqualTo(once);
        assertThat(once.stream().map(Seen::id)).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void givesOneEventForEachUpdateWithTheBytesThatWerePutIn(long seed) {
        // Given
        Random random = new Random(seed);
        List<GeneratedUpdate> updates = GeneratedUpdate.some(random, 1 + random.nextInt(40));
        List<AnyWriting.Written> deliveries = new AnyWriting(random).deliveries(updates);

        // When
        List<Update> read = deliveries.stream()
                .flatMap(delivery -> Delivery.read(delivery.body().getBytes(UTF_8)).stream())
                .toList();

        // Then
        assertThat(read.stream().map(update -> new String(update.raw().bytes(), UTF_8)))
                .containsExactlyInAnyOrderElementsOf(deliveries.stream()
                        .flatMap(delivery -> delivery.items().stream())
                        .toList());
        long events = read.stream()
                .flatMap(update -> Normaliser.normalise(update, GoldenCase.ACCOUNT, LATER).stream())
                .count();
        assertThat(events)
                .isEqualTo(updates.stream().mapToInt(GeneratedUpdate::events).sum());
    }

    private static Set<Seen> seen(List<AnyWriting.Written> deliveries, Instant receivedAt) {
        Set<Seen> seen = new HashSet<>();
        for (AnyWriting.Written delivery : deliveries) {
            for (Update update : Delivery.read(delivery.body().getBytes(UTF_8))) {
                Normaliser.normalise(update, GoldenCase.ACCOUNT, receivedAt)
                        .ifPresent(normalised -> seen.add(Seen.of(normalised.event())));
            }
        }
        return seen;
    }

    /** What must not depend on the writing; times may, where Meta gave none, and so may what is shown of the unknown. */
    private record Seen(String id, String event, JsonNode data) {

        static Seen of(Event event) {
            ObjectNode data = (ObjectNode) GoldenCase.exactly(event.data().text());
            data.remove(List.of("timestamp", "timestamp_ms", "time_estimated", "raw"));
            return new Seen(event.id(), event.event(), data);
        }
    }
}
