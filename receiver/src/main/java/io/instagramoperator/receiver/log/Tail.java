package io.instagramoperator.receiver.log;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/**
 * The end of the log: tells whoever waits there what has been added. Waiting costs neither a thread nor a query; one thread
 * finds out who is waiting for what has come, so that the one that writes does not slow down with their number.
 */
public final class Tail {

    private static final Logger LOG = Logger.getLogger(Tail.class);

    private final Set<Consumer<List<Header>>> listeners = ConcurrentHashMap.newKeySet();
    private final Map<Filter, Set<Watch>> watches = new ConcurrentHashMap<>();
    private final News news = new News();
    private final AtomicBoolean started = new AtomicBoolean();
    private final Thread teller = Thread.ofPlatform().name("log-tail").daemon().unstarted(this::tell);
    private volatile long newest;

    Tail() {}

    /**
     * Asks to be told the events of each commit, in order.
     *
     * @param listener called on the thread that writes the log, which waits for it: hand over and return
     * @return to be closed by who no longer wants to be told
     */
    public Subscription listen(Consumer<List<Header>> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /**
     * Asks to be told when there may be something to read. Who wants to miss nothing calls this first and then reads.
     *
     * @param arrival called after each commit of events that the filter lets through, and perhaps after others, with the
     *     sequence up to which there may be such events; on a thread that all share: hand over and return
     * @return to be closed by who no longer wants to be told
     */
    public Subscription watch(Filter filter, LongConsumer arrival) {
        if (started.compareAndSet(false, true)) {
            teller.start();
        }
        Watch watch = new Watch(arrival);
        watches.compute(filter, (_, others) -> {
            Set<Watch> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(watch);
            return all;
        });
        return () -> watches.computeIfPresent(filter, (_, all) -> {
            all.remove(watch);
            return all.isEmpty() ? null : all;
        });
    }

    /**
     * Waits for one event that is committed after this call. Who wants none to slip through calls this first, then reads,
     * and waits only if there was nothing to read.
     *
     * @return completed when there may be such an event; cancel it to wait no longer
     */
    public CompletableFuture<Void> next(Filter filter) {
        CompletableFuture<Void> found = new CompletableFuture<>();
        Subscription subscription = watch(filter, _ -> found.complete(null));
        // Given back itself, not what whenComplete gives: cancelling that would not end the listening.
        CompletionStage<Void> end = found;
        end.whenComplete((nothing, error) -> subscription.close());
        return found;
    }

    /** Sequence of the newest event that was committed since the log was opened; 0 before the first. */
    public long newest() {
        return newest;
    }

    /** How many are watching. */
    int watching() {
        return watches.values().stream().mapToInt(Set::size).sum();
    }

    void committed(List<Header> headers) {
        newest = headers.getLast().sequence();
        for (Consumer<List<Header>> listener : listeners) {
            guarded(() -> listener.accept(headers));
        }
        // Whoever begins to watch after this reads after the commit, and finds the events.
        if (!watches.isEmpty()) {
            news.put(headers);
        }
    }

    /** Tells nobody any more. */
    void close() {
        teller.interrupt();
    }

    private void tell() {
        try {
            while (true) {
                News.Batch batch = news.take();
                watches.forEach((filter, all) -> {
                    long last = batch.lastFor(filter);
                    if (last > 0) {
                        all.forEach(watch -> guarded(() -> watch.arrival.accept(last)));
                    }
                });
            }
        } catch (InterruptedException e) {
            LOG.debug("The log is closed; nobody is told anything any more");
        }
    }

    private static void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "Somebody who waits for events failed to take them");
        }
    }

    /** A registration that ends when it is closed. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** One who watches; each is only equal to itself, even if two are called in the same way. */
    private static final class Watch {

        private final LongConsumer arrival;

        Watch(LongConsumer arrival) {
            this.arrival = arrival;
        }
    }
}
