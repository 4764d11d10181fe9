package io.instagramoperator.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TailTest {

    private final Tail tail = new Tail();

    @Test
    void tellsWhoWaitsOfTheFirstEventThatIsWanted() {
        // Given
        CompletableFuture<Void> arrival = tail.next(new Filter(List.of("message.*"), Optional.empty()));

        // When
        tail.committed(List.of(header("postback.received")));
        boolean before = arrival.isDone();
        tail.committed(List.of(header("message.read")));

        // Then
        assertThat(before).isFalse();
        assertThat(arrival).isCompleted();
        assertThat(tail.listeners()).isZero();
    }

    @Test
    void stopsListeningForWhoWaitsNoLonger() {
        // Given
        CompletableFuture<Void> arrival = tail.next(Filter.ALL);

        // When
        arrival.cancel(false);

        // Then
        assertThat(tail.listeners()).isZero();
    }

    private static Header header(String event) {
        return new Header(1, "id", event, Optional.empty());
    }
}
