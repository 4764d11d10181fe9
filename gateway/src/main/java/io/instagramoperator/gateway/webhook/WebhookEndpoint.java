package io.instagramoperator.gateway.webhook;

import io.instagramoperator.gateway.config.Configuration;
import io.instagramoperator.gateway.config.GatewayConfig;
import io.instagramoperator.gateway.config.GatewayCredentials;
import io.instagramoperator.gateway.forward.Forwarder;
import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.webhook.config.Snapshot;
import io.instagramoperator.webhook.endpoint.DeliveryHandler;
import io.instagramoperator.webhook.endpoint.Limits;
import io.instagramoperator.webhook.endpoint.Served;
import io.instagramoperator.webhook.endpoint.WebhookServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The public port of this gateway: what it serves, by the configuration and the credentials at each moment. */
@Singleton
public final class WebhookEndpoint {

    private static final Logger LOG = Logger.getLogger(WebhookEndpoint.class);

    /** A body may still arrive; then the answer takes 4 s at most. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final Configuration configuration;
    private final UnknownAccounts unknown = new UnknownAccounts(Clock.systemUTC());
    private final Intake intake;
    private final WebhookServer server;

    public WebhookEndpoint(Vertx vertx, Configuration configuration, Forwarder forwarder, MeterRegistry registry) {
        this.configuration = configuration;
        Counter unknownEntries = Counter.builder("instagram_gateway_unknown_entries_total")
                .description(
                        "Parts of verified deliveries that no receiver got, as they belong to no account of the table")
                .register(registry);
        this.intake = new Intake(forwarder, unknown, unknownEntries, Clock.systemUTC());
        this.server = new WebhookServer(vertx, this::served, registry, Limits.ofThisProcess());
    }

    /** Binds the port; 0 lets the system choose. */
    public void start(int port) {
        server.start(port);
    }

    /** Goes on taking deliveries, but keeps no connection. */
    public void prepareToEnd() {
        server.prepareToEnd();
    }

    /** Waits until the deliveries under way are answered. */
    public void stop() {
        try {
            if (!server.awaitAnswers(PATIENCE)) {
                LOG.warn("Deliveries are cut off before their answer; Meta sends them again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The port that is bound. */
    public int port() {
        return server.port();
    }

    /** When the last verified delivery came, since this process was started. */
    public Optional<Instant> lastDeliveryAt() {
        return intake.lastDelivery();
    }

    /** Has something run once, when the first verified delivery has come. */
    public void onFirstDelivery(Runnable listener) {
        var _ = intake.firstDelivery().thenRun(listener);
    }

    /** The accounts that Meta delivers for and that are not in the table. */
    public List<UnknownAccounts.Unknown> unknownAccounts() {
        return unknown.latest();
    }

    /** Forgets that these accounts were unknown. */
    public void serve(Iterable<String> instagramIds) {
        unknown.remove(instagramIds);
    }

    private Served served() {
        Snapshot<GatewayConfig, GatewayCredentials> now = configuration.current();
        return new Served(
                now.config().map(config -> config.app().webhookPath()),
                now.credentials().verifyTokens(),
                deliveries(now));
    }

    private Optional<DeliveryHandler> deliveries(Snapshot<GatewayConfig, GatewayCredentials> now) {
        List<AppSecret> secrets = now.credentials().appSecrets();
        return now.config()
                .filter(config -> !secrets.isEmpty())
                .map(config -> (body, signatures) -> intake.take(body, signatures, secrets));
    }
}
