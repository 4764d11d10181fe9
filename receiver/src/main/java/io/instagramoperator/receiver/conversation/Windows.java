package io.instagramoperator.receiver.conversation;

import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.LogState;
import io.instagramoperator.receiver.log.LogUnavailableException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * When customers wrote last. The log is not in the order of conversations, so a table beside it is: brought up to date when somebody asks, and
 * now and then once somebody has. Who sends no replies pays nothing.
 */
@Singleton
public class Windows {

    private static final Logger LOG = Logger.getLogger(Windows.class);

    /** Some 5 ms of the thread that writes, for which a webhook may have to wait. */
    private static final int EVENTS_AT_A_TIME = 2_000;

    /** How long a message of a customer is remembered. */
    public static final Duration MEMORY = WindowTable.MEMORY;

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final EventLog log;
    private final InstantSource clock;
    private final int eventsAtATime;
    private final Thread keeper = Thread.ofVirtual().name("reply-windows").unstarted(this::keep);

    private volatile long position;
    private @Nullable CompletableFuture<Long> step;

    @Inject
    public Windows(EventLog log) {
        this(log, Clock.systemUTC(), EVENTS_AT_A_TIME);
    }

    Windows(EventLog log, InstantSource clock, int eventsAtATime) {
        this.log = log;
        this.clock = clock;
        this.eventsAtATime = eventsAtATime;
    }

    /** What is known of a conversation. */
    public sealed interface Answer {

        /** The customer has written. */
        record Known(ReplyWindow window) implements Answer {}

        /** The customer has not written, or longer ago than is remembered. */
        record NeverSeen() implements Answer {}

        /** There are more new events than could be gone through in time. */
        record NotYet() implements Answer {}
    }

    /** Goes on where somebody has asked before. To be called when the log is open, or is going to be. */
    public void start() {
        keeper.start();
    }

    /** Is no longer brought up to date. */
    public void stop() {
        keeper.interrupt();
    }

    /**
     * What is known of a conversation, with all events that are in the log by now. Takes some seconds at most.
     *
     * @param disk where to block on the disk
     * @return completed by {@code disk}; fails with {@link LogUnavailableException} if the log is not open
     */
    public CompletionStage<Answer> of(String conversation, Executor disk) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        return CompletableFuture.supplyAsync(() -> log.bounds().last(), disk)
                .thenCompose(last -> catchUp(last, () -> System.nanoTime() - deadline < 0))
                .thenApplyAsync(caughtUp -> caughtUp ? find(conversation) : new Answer.NotYet(), disk);
    }

    private Answer find(String conversation) {
        return log.query(connection -> WindowTable.find(connection, conversation))
                .<Answer>map(Answer.Known::new)
                .orElseGet(Answer.NeverSeen::new);
    }

    /** Gives whether it has come up to an event before there was no more time. */
    private CompletionStage<Boolean> catchUp(long last, BooleanSupplier hasTime) {
        if (position >= last) {
            return CompletableFuture.completedStage(true);
        }
        if (log.state() != LogState.OPEN || !hasTime.getAsBoolean()) {
            return CompletableFuture.completedStage(false);
        }
        return step().thenCompose(_ -> catchUp(last, hasTime));
    }

    /** One for all who ask meanwhile. */
    private synchronized CompletableFuture<Long> step() {
        CompletableFuture<Long> underWay = step;
        if (underWay != null && !underWay.isDone()) {
            return underWay;
        }
        CompletableFuture<Long> next = log.write(
                        transaction -> WindowTable.advance(transaction.connection(), eventsAtATime, clock.instant()))
                .thenApply(reached -> position = reached)
                .toCompletableFuture();
        step = next;
        return next;
    }

    private void keep() {
        try {
            while (true) {
                tend();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            LOG.debug("The windows are no longer kept");
        }
    }

    private void tend() {
        try {
            if (log.state() == LogState.OPEN && log.query(WindowTable::position).isPresent()) {
                catchUp(log.bounds().last(), () -> !keeper.isInterrupted())
                        .toCompletableFuture()
                        .join();
            }
        } catch (LogUnavailableException | CompletionException e) {
            LOG.warnf("Reply windows were not brought up to date; tried again in a minute problem=%s", e.getMessage());
        }
    }
}
