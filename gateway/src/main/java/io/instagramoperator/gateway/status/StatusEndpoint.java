package io.instagramoperator.gateway.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.instagramoperator.gateway.config.Configuration;
import io.instagramoperator.gateway.forward.Forwarder;
import io.instagramoperator.gateway.registration.Registrar;
import io.instagramoperator.gateway.webhook.Availability;
import io.instagramoperator.gateway.webhook.WebhookEndpoint;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code GET /status} on the management port. */
@Singleton
public class StatusEndpoint {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final String version;
    private final Configuration configuration;
    private final Availability availability;
    private final WebhookEndpoint webhook;
    private final Forwarder forwarder;
    private final Registrar registrar;

    StatusEndpoint(
            @ConfigProperty(name = "quarkus.application.version") String version,
            Configuration configuration,
            Availability availability,
            WebhookEndpoint webhook,
            Forwarder forwarder,
            Registrar registrar) {
        this.version = version;
        this.configuration = configuration;
        this.availability = availability;
        this.webhook = webhook;
        this.forwarder = forwarder;
        this.registrar = registrar;
    }

    void register(@Observes ManagementInterface management) {
        management.router().get("/status").handler(this::answer);
    }

    private void answer(RoutingContext request) {
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(json(document()));
    }

    static String json(StatusDocument document) {
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a status document can always be written", e);
        }
    }

    private StatusDocument document() {
        return StatusDocument.of(
                version,
                configuration.current(),
                availability.problem().isEmpty(),
                webhook.lastDeliveryAt(),
                registrar.report(),
                forwarder.standings(),
                webhook.unknownAccounts());
    }
}
