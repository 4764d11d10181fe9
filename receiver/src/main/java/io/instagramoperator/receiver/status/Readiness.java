package io.instagramoperator.receiver.status;

import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.config.Configuration.Snapshot;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.LogState;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Ready means: a webhook that comes now is verified and stored. What Meta thinks of the account does not matter for that. */
@org.eclipse.microprofile.health.Readiness
@Singleton
public class Readiness implements HealthCheck {

    private final Configuration configuration;
    private final EventLog log;

    Readiness(Configuration configuration, EventLog log) {
        this.configuration = configuration;
        this.log = log;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("takes webhooks")
                .status(takesWebhooks(configuration.current(), log.state()))
                .withData("store", log.state().toString())
                .withData(
                        "appSecret",
                        !configuration.current().credentials().appSecrets().isEmpty())
                .build();
    }

    static boolean takesWebhooks(Snapshot snapshot, LogState log) {
        return snapshot.config().isPresent()
                && !snapshot.credentials().appSecrets().isEmpty()
                && log == LogState.OPEN;
    }
}
