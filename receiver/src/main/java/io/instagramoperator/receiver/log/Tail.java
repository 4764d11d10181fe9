package io.instagramoperator.receiver.log;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The end of the log: tells whoever waits there what has been added. Waiting costs neither a thread nor a query. */
public final class Tail {

    private static final Logger LOG = Logger.getLogger(Tail.class);

    private final Set<Consumer<List<Header>>> listeners = ConcurrentHashMap.newKeySet();

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
     * Waits for one event that is committed after this call. Who wants none to slip through calls this first, then reads,
     * and waits only if there was nothing to read.
     *
     * @return completed, on the thread that writes the log, when there is such an event; cancel it to wait no longer
     */
    public CompletableFuture<Void> next(Filter filter) {
        CompletableFuture<Void> found = new CompletableFuture<>();
        Subscription subscription = listen(headers -> {
            if (headers.stream().anyMatch(filter::matches)) {
                found.complete(null);
            }
        });
        // Given back itself, not what whenComplete gives: cancelling that would not end the listening.
        CompletionStage<Void> end = found;
        end.whenComplete((nothing, error) -> subscription.close());
        return found;
    }

    /** How many are listening. */
    int listeners() {
        return listeners.size();
    }

    void committed(List<Header> headers) {
        for (Consumer<List<Header>> listener : listeners) {
            try {
                listener.accept(headers);
            } catch (RuntimeException e) {
                LOG.errorf(e, "Somebody who waits for events failed to take them");
            }
        }
    }

    /** A registration that ends when it is closed. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
