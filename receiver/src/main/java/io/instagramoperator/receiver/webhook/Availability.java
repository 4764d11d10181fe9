package io.instagramoperator.receiver.webhook;

import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.config.Credentials;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.webhook.config.Snapshot;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Whether a webhook could be verified and stored now. */
@Singleton
public final class Availability {

    private final Configuration configuration;
    private final EventLog log;

    public Availability(Configuration configuration, EventLog log) {
        this.configuration = configuration;
        this.log = log;
    }

    /** Why webhooks are answered 503, and what to do; empty while they are taken. Cheap. */
    public Optional<String> problem() {
        Snapshot<ReceiverConfig, Credentials> snapshot = configuration.current();
        if (snapshot.inForce().isEmpty()) {
            return Optional.of(
                    snapshot.refusal().map(Snapshot.Refusal::message).orElse("no configuration was read yet"));
        }
        if (snapshot.credentials().appSecrets().isEmpty()) {
            return Optional.of("app.secretFiles: none of the files holds a secret; provide one");
        }
        return log.problem().map(problem -> "store: " + problem);
    }
}
