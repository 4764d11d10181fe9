package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.log.EventLog;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/** Removes what nobody needs any more of events that failed: a little at a time, as all acknowledgements wait for the thread that writes. */
final class Leftovers {

    private static final Logger LOG = Logger.getLogger(Leftovers.class);

    private final EventLog log;
    private final Configuration configuration;
    private final Clock clock;

    Leftovers(EventLog log, Configuration configuration, Clock clock) {
        this.log = log;
        this.configuration = configuration;
        this.clock = clock;
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
                .map(config -> config.store().retention())
                .ifPresent(retention -> log.write(transaction -> SubscriptionStore.forgetDead(
                                transaction.connection(), clock.instant().minus(retention)))
                        .whenComplete((more, error) -> {
                            if (error != null) {
                                LOG.warnf(
                                        "Old dead letters were not removed, tried again in a minute: %s",
                                        error.getMessage());
                            } else if (more) {
                                forgetDead();
                            }
                        }));
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
        return log.write(transaction -> SubscriptionStore.removeSomeLeft(transaction.connection()))
                .thenCompose(more -> more ? removeAll() : CompletableFuture.completedStage(false));
    }
}
