package io.instagramoperator.receiver.graph;

import io.instagramoperator.instagram.graph.GraphError;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The stop of all replies of the account, after Meta has refused one for a reason that holds for all: the token, a permission, the account.
 * While it lasts, one reply may be tried when something suggests that the reason is gone; if Meta takes that one, the stop is over.
 */
@Singleton
public class AccountStop {

    private final List<Runnable> stopListeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> releaseListeners = new CopyOnWriteArrayList<>();
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
            stopListeners.forEach(Runnable::run);
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
        releaseListeners.forEach(Runnable::run);
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
        releaseListeners.forEach(Runnable::run);
    }

    /** Asks to be called when a stop begins, on the thread that found out: return soon. Not when an allowed try fails again. */
    public void onStop(Runnable listener) {
        stopListeners.add(listener);
    }

    /** Asks to be called when a reply may be tried and when the stop is over: return soon. */
    public void onRelease(Runnable listener) {
        releaseListeners.add(listener);
    }
}
