package io.instagramoperator.gateway.webhook;

import io.instagramoperator.gateway.config.Configuration;
import io.instagramoperator.gateway.config.GatewayConfig;
import io.instagramoperator.gateway.config.GatewayCredentials;
import io.instagramoperator.webhook.config.Snapshot;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Whether a webhook could be verified and passed on now. Receivers do not matter: one that is down is no reason to take none. */
@Singleton
public final class Availability {

    private final Configuration configuration;

    public Availability(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Why webhooks are answered 503, and what to do; empty while they are taken. Cheap. */
    public Optional<String> problem() {
        Snapshot<GatewayConfig, GatewayCredentials> snapshot = configuration.current();
        if (snapshot.inForce().isEmpty()) {
            return Optional.of(
                    snapshot.refusal().map(Snapshot.Refusal::message).orElse("no configuration was read yet"));
        }
        return snapshot.credentials().appSecrets().isEmpty()
                ? Optional.of("app.secretFiles: none of the files holds a secret; provide one")
                : Optional.empty();
    }
}
