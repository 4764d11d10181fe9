package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.delivery.LeftoverStore.DeadKey;
import io.instagramoperator.receiver.log.EventLog;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Removes what nobody needs any more of events that failed: a little at a time, as all acknowledgements wait for the thread that writes. */
final class Leftovers {

    private static final Logger LOG = Logger.getLogger(Leftovers.class);

    private final EventLog log;
    private final Configuration configuration;
    private final Clock clock;
    private final Executor disk;
    private final AtomicBoolean isForgetting = new AtomicBoolean();

    /**
     * Of one log.
     *
     * @param disk threads that may wait for it
     */
    Leftovers(EventLog log, Configuration configuration, Clock clock, Executor disk) {
        this.log = log;
        this.configuration = configuration;
        this.clock = clock;
        this.disk = disk;
    }

    /**
     * To be called now and then.
     *
     * @param isTakenUp whether it is known which subscriptions there are
     */
    void tend(boolean isTakenUp) {
        forgetDead();
        if (isTakenUp) {
            remove();
        }
    }

    /** Dead letters go when the retention is over since they died, and their events with them. */
    private void forgetDead() {
        configuration
                .current()
                .config()
                .map(config -> clock.instant().minus(config.store().retention()))
                .filter(_ -> isForgetting.compareAndSet(false, true))
                .ifPresent(before -> forgetDead(before, DeadKey.BEFORE_ALL).whenComplete((_, error) -> {
                    isForgetting.set(false);
                    if (error != null) {
                        LOG.warnf("Old dead letters were not removed, tried again in a minute: %s", error.getMessage());
                    }
                }));
    }

    private CompletionStage<Boolean> forgetDead(Instant before, DeadKey after) {
        return CompletableFuture.supplyAsync(
                        () -> log.query(connection -> LeftoverStore.deadBefore(connection, before, after)), disk)
                .thenCompose(
                        dead -> dead.isEmpty() ? CompletableFuture.completedStage(false) : forgetDead(before, dead));
    }

    private CompletionStage<Boolean> forgetDead(Instant before, List<DeadKey> dead) {
        return log.write(transaction -> {
                    LeftoverStore.forgetDead(transaction.connection(), dead, before);
                    return dead.getLast();
                })
                .thenCompose(last -> forgetDead(before, last));
    }

    /** Begins to remove what removed subscriptions have left. If it fails or the process ends, it goes on the next time. */
    void remove() {
        var _ = removeAll().whenComplete((_, error) -> {
            if (error != null) {
                LOG.warnf(
                        "What removed subscriptions have left was not removed, tried again in a minute: %s",
                        error.getMessage());
            }
        });
    }

    /** All that removed subscriptions have left; completed with false, as nothing is left then. */
    CompletionStage<Boolean> removeAll() {
        return log.write(transaction -> LeftoverStore.removeSomeLeft(transaction.connection()))
                .thenCompose(more -> more ? removeAll() : CompletableFuture.completedStage(false));
    }
}
