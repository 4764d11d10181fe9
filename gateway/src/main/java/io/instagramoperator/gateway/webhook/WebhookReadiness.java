package io.instagramoperator.gateway.webhook;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that a webhook could be verified and passed on now. */
@Readiness
@Singleton
public final class WebhookReadiness implements HealthCheck {

    private final Availability availability;

    public WebhookReadiness(Availability availability) {
        this.availability = availability;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("webhook").up();
        availability.problem().ifPresent(problem -> response.down().withData("problem", problem));
        return response.build();
    }
}
