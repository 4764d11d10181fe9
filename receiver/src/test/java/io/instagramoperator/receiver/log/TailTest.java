package io.instagramoperator.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
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
        await().until(arrival::isDone);
        await().until(() -> tail.watching() == 0);
    }

    @Test
    void stopsListeningForWhoWaitsNoLonger() {
        // Given
        CompletableFuture<Void> arrival = tail.next(Filter.ALL);

        // When
        arrival.cancel(false);

        // Then
        assertThat(tail.watching()).isZero();
    }

    @Test
    void tellsUpToWhereThereMayBeSomethingToRead() {
        // Given
        List<Long> told = new CopyOnWriteArrayList<>();
        Tail.Subscription watching = tail.watch(new Filter(List.of("message.*"), Optional.empty()), told::add);

        // When
        tail.committed(List.of(header(7, "message.read"), header(8, "postback.received")));
        await().until(() -> told.contains(7L));
        watching.close();
        tail.committed(List.of(header(9, "message.read")));

        // Then
        assertThat(told).containsExactly(7L);
        assertThat(tail.newest()).isEqualTo(9);
        assertThat(tail.watching()).isZero();
    }

    @Test
    void tellsEverybodyWhenTooMuchHasComeToLookAt() throws InterruptedException {
        // Given
        News news = new News();
        List<Header> commit = Collections.nCopies(6_000, header(1, "postback.received"));

        // When
        news.put(commit);
        news.put(commit);
        news.put(List.of(header(12_001, "postback.received")));
        News.Batch tooMuch = news.take();
        news.put(List.of(header(12_002, "postback.received")));
        News.Batch next = news.take();

        // Then
        Filter messages = new Filter(List.of("message.*"), Optional.empty());
        assertThat(tooMuch.lastFor(messages)).isEqualTo(12_001);
        assertThat(next.lastFor(messages)).isZero();
        assertThat(next.lastFor(Filter.ALL)).isEqualTo(12_002);
    }

    private static Header header(long sequence, String event) {
        return new Header(sequence, "id", event, Optional.empty());
    }

    private static Header header(String event) {
        return new Header(1, "id", event, Optional.empty());
    }
}
