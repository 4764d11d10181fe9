package io.instagramoperator.receiver.graph;

import io.instagramoperator.instagram.graph.GraphError;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The stop of all replies of the account, after Meta has refused one for a reason that holds for all: the token, a permission, the account.
 * While it lasts, one reply may be tried when something suggests that the reason is gone; if Meta takes that one, the stop is over.
 */
@Singleton
public class AccountStop {

    /** What listeners hear. */
    public enum Change {
        /** Nothing was stopped, and now everything is. */
        STOPPED,
        /** One reply may be tried. */
        MAY_TRY,
        /** Nothing is stopped any more. */
        OVER
    }

    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private @Nullable GraphError reason;
    private boolean mayTry;

    /** What Meta said; empty while nothing is stopped. */
    public synchronized Optional<GraphError> reason() {
        return Optional.ofNullable(reason);
    }

    /** Meta refused a reply for a reason that holds for all of them. */
    public void stop(GraphError error) {
        boolean first;
        synchronized (this) {
            first = reason == null;
            reason = error;
            mayTry = false;
        }
        if (first) {
            listeners.forEach(listener -> listener.accept(Change.STOPPED));
        }
    }

    /** Something suggests that the reason is gone: one reply may be tried. */
    public void allowTry() {
        synchronized (this) {
            if (reason == null) {
                return;
            }
            mayTry = true;
        }
        listeners.forEach(listener -> listener.accept(Change.MAY_TRY));
    }

    /** Whether a reply may be sent now. During a stop this says yes to one caller for each {@link #allowTry}. */
    public synchronized boolean mayPass() {
        if (reason == null) {
            return true;
        }
        boolean pass = mayTry;
        mayTry = false;
        return pass;
    }

    /** Meta took a reply, or refused one for a reason of its own: the stop is over. */
    public void passed() {
        synchronized (this) {
            if (reason == null) {
                return;
            }
            reason = null;
        }
        listeners.forEach(listener -> listener.accept(Change.OVER));
    }

    /** Asks to be called after each change, on the thread that made it: return soon. */
    public void onChange(Consumer<Change> listener) {
        listeners.add(listener);
    }
}
