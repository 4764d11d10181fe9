package io.instagramoperator.gateway;

import io.instagramoperator.gateway.config.Configuration;
import io.instagramoperator.gateway.config.GatewayConfig;
import io.instagramoperator.gateway.forward.Forwarder;
import io.instagramoperator.gateway.registration.Registrar;
import io.instagramoperator.gateway.webhook.WebhookEndpoint;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Starts the stages, and stops them in the opposite order. */
@Singleton
public final class Gateway {

    private final Configuration configuration;
    private final Forwarder forwarder;
    private final WebhookEndpoint webhook;
    private final Registrar registrar;

    public Gateway(Configuration configuration, Forwarder forwarder, WebhookEndpoint webhook, Registrar registrar) {
        this.configuration = configuration;
        this.forwarder = forwarder;
        this.webhook = webhook;
        this.registrar = registrar;
    }

    /** The routing table is there before the first webhook can come. */
    void start(@Observes StartupEvent event) {
        configuration.onChange(snapshot -> snapshot.config().ifPresent(this::takeUp));
        configuration.start();
        webhook.start(configuration.boundPorts().webhook());
        // Last: Meta calls the webhook while the app is being subscribed.
        registrar.start();
    }

    /** From now on it says that it is not ready, and it goes on for a while until that has got around. */
    void prepareToStop(@Observes ShutdownDelayInitiatedEvent event) {
        webhook.prepareToEnd();
    }

    void stop(@Observes ShutdownEvent event) {
        webhook.stop();
        registrar.stop();
        configuration.stop();
        forwarder.stop();
    }

    private void takeUp(GatewayConfig config) {
        forwarder.serve(config.accounts());
        webhook.serve(config.accounts().keySet());
    }
}
