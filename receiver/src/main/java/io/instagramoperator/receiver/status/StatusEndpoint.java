package io.instagramoperator.receiver.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.delivery.Deliveries;
import io.instagramoperator.receiver.gap.GapRepair;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.LogState;
import io.instagramoperator.receiver.reply.ReplyStore;
import io.instagramoperator.receiver.watch.Watcher;
import io.instagramoperator.receiver.webhook.Availability;
import io.instagramoperator.receiver.webhook.WebhookEndpoint;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
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
    private final EventLog log;
    private final Deliveries deliveries;
    private final ReplyStore replies;
    private final GapRepair gaps;
    private final Watcher watcher;

    StatusEndpoint(
            @ConfigProperty(name = "quarkus.application.version") String version,
            Configuration configuration,
            Availability availability,
            WebhookEndpoint webhook,
            EventLog log,
            Deliveries deliveries,
            ReplyStore replies,
            GapRepair gaps,
            Watcher watcher) {
        this.version = version;
        this.configuration = configuration;
        this.availability = availability;
        this.webhook = webhook;
        this.log = log;
        this.deliveries = deliveries;
        this.replies = replies;
        this.gaps = gaps;
        this.watcher = watcher;
    }

    void register(@Observes ManagementInterface management) {
        // Counting events and replies blocks on the disk.
        management.router().get("/status").blockingHandler(this::answer, false);
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
        boolean readable = log.state() == LogState.OPEN || log.state() == LogState.FULL;
        return StatusDocument.of(
                version,
                configuration.current(),
                availability.problem().isEmpty(),
                log.status(),
                readable ? webhook.lastDeliveryAt() : Optional.empty(),
                readable ? deliveries.standings() : List.of(),
                replies.counts(),
                gaps.last(),
                watcher.report());
    }
}
