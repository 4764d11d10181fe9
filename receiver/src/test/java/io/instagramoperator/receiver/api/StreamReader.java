package io.instagramoperator.receiver.api;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;

/** A client of server-sent events that keeps the lines it gets, and takes as many as a test lets it. */
final class StreamReader implements Flow.Subscriber<String> {

    /** Some tests have tens of thousands of them: adding one copies none. */
    final Collection<String> lines = new ConcurrentLinkedQueue<>();

    final CompletableFuture<Void> end = new CompletableFuture<>();

    private final long firstRequest;
    private final CompletableFuture<Flow.Subscription> connection = new CompletableFuture<>();

    private StreamReader(long firstRequest) {
        this.firstRequest = firstRequest;
    }

    static StreamReader thatTakesAll() {
        return new StreamReader(Long.MAX_VALUE);
    }

    static StreamReader thatTakesNothing() {
        return new StreamReader(0);
    }

    /** From now on, this one takes everything. */
    void takeAll() {
        connection.join().request(Long.MAX_VALUE);
    }

    void leave() {
        connection.join().cancel();
    }

    /** Values of a field, in order. */
    List<String> values(String field) {
        return lines.stream()
                .filter(line -> line.startsWith(field + ": "))
                .map(line -> line.substring(field.length() + 2))
                .toList();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        connection.complete(subscription);
        if (firstRequest > 0) {
            subscription.request(firstRequest);
        }
    }

    @Override
    public void onNext(String line) {
        lines.add(line);
    }

    @Override
    public void onError(Throwable error) {
        end.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }
}
