package io.instagramoperator.receiver;

import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.config.ReceiverConfig.Store;
import io.instagramoperator.receiver.conversation.Windows;
import io.instagramoperator.receiver.delivery.Deliveries;
import io.instagramoperator.receiver.gap.GapRepair;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.reply.ReplySender;
import io.instagramoperator.receiver.watch.Watcher;
import io.instagramoperator.receiver.webhook.WebhookEndpoint;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Starts the stages that every other part relies on, and stops them in the opposite order. */
@Singleton
public final class Receiver {

    private final Configuration configuration;
    private final EventLog log;
    private final WebhookEndpoint webhook;
    private final Deliveries deliveries;
    private final Windows windows;
    private final ReplySender replies;
    private final GapRepair gaps;
    private final Watcher watcher;

    public Receiver(
            Configuration configuration,
            EventLog log,
            WebhookEndpoint webhook,
            Deliveries deliveries,
            Windows windows,
            ReplySender replies,
            GapRepair gaps,
            Watcher watcher) {
        this.configuration = configuration;
        this.log = log;
        this.webhook = webhook;
        this.deliveries = deliveries;
        this.windows = windows;
        this.replies = replies;
        this.gaps = gaps;
        this.watcher = watcher;
    }

    /** The log is open before the first webhook can come, unless that takes long; webhooks are refused until then. */
    void start(@Observes StartupEvent event) {
        configuration.onChange(snapshot -> snapshot.config().ifPresent(this::takeUp));
        configuration.start();
        // Before there can be events: a subscription that starts now is to get all that come from now on.
        deliveries.start();
        webhook.start(configuration.boundPorts().webhook());
        windows.start();
        replies.start();
        gaps.start();
        // Last: Meta calls the webhook while the app is being subscribed.
        watcher.start();
    }

    void stop(@Observes ShutdownEvent event) {
        watcher.stop();
        gaps.stop();
        replies.stop();
        windows.stop();
        deliveries.stop();
        configuration.stop();
        log.close();
    }

    private void takeUp(ReceiverConfig config) {
        Store store = config.store();
        log.use(store.path(), store.retention());
    }
}
