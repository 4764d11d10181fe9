package io.instagramoperator.receiver.reply;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tells those who wait for the end of a reply, and counts the ends. */
@Singleton
public class ReplyEnds {

    private final Map<Reply.State, Counter> settled = new EnumMap<>(Reply.State.class);
    private final Map<String, CompletableFuture<Reply>> waiters = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Reply>> searched = new ConcurrentHashMap<>();

    /** Registers all ends, so that they show from the start. */
    public ReplyEnds(MeterRegistry metrics) {
        Arrays.stream(Reply.State.values())
                .filter(Reply.State::isFinal)
                .forEach(end -> settled.put(
                        end,
                        Counter.builder("instagram_replies_total")
                                .description("Replies settled, by how")
                                .tag("outcome", end.text())
                                .register(metrics)));
    }

    /** Completed when the reply with this id {@linkplain #reached reaches} an end. */
    CompletionStage<Reply> of(String id) {
        return waiters.computeIfAbsent(id, _ -> new CompletableFuture<>()).copy();
    }

    /** A reply is at an end for those who wait for it: it was sent, failed, or its answer is lost. */
    void reached(Reply reply) {
        CompletableFuture<Reply> waiter = waiters.remove(reply.id());
        if (waiter != null) {
            waiter.complete(reply);
        }
    }

    /** Nothing more is done about a reply. */
    void settled(Reply reply) {
        requireNonNull(settled.get(reply.state())).increment();
        reached(reply);
    }

    /** The echo of one whose answer was lost has come. */
    void settledByEcho(Reply reply) {
        settled(reply);
        CompletableFuture<Reply> search = searched.get(reply.id());
        if (search != null) {
            search.complete(reply);
        }
    }

    /** Says that somebody is going to {@linkplain #awaitEcho wait} for an echo of this reply, until {@link #searchOver}. */
    void searchBegins(String id) {
        searched.put(id, new CompletableFuture<>());
    }

    void searchOver(String id) {
        searched.remove(id);
    }

    /** Waits for an echo; empty if none has come in this time. */
    Optional<Reply> awaitEcho(String id, Duration most) throws InterruptedException {
        try {
            return Optional.of(searched.getOrDefault(id, new CompletableFuture<>())
                    .get(Math.max(0, most.toMillis()), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing completes it with a failure", e);
        }
    }
}
