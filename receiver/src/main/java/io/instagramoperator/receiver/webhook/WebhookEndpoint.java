package io.instagramoperator.receiver.webhook;

import io.instagramoperator.instagram.payload.Delivery;
import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.config.Credentials;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.log.Appended;
import io.instagramoperator.receiver.log.Event;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.reply.Echoes;
import io.instagramoperator.webhook.config.Snapshot;
import io.instagramoperator.webhook.endpoint.DeliveryHandler;
import io.instagramoperator.webhook.endpoint.Limits;
import io.instagramoperator.webhook.endpoint.Served;
import io.instagramoperator.webhook.endpoint.WebhookServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The public port of this receiver: what it serves, by the configuration and the credentials at each moment. */
@Singleton
public final class WebhookEndpoint {

    private final Configuration configuration;
    private final EventLog log;
    private final Intake intake;
    private final WebhookServer server;

    @Inject
    public WebhookEndpoint(
            Vertx vertx, Configuration configuration, EventLog log, Echoes echoes, MeterRegistry registry) {
        this(vertx, configuration, log, echoes::append, registry, Limits.ofThisProcess());
    }

    WebhookEndpoint(
            Vertx vertx,
            Configuration configuration,
            EventLog log,
            Function<List<Event>, CompletionStage<Appended>> appender,
            MeterRegistry registry,
            Limits limits) {
        this.configuration = configuration;
        this.log = log;
        this.intake = new Intake(log, appender, new EventCounts(registry), Clock.systemUTC(), Delivery::read);
        this.server = new WebhookServer(vertx, this::served, registry, limits);
    }

    /** Binds the port; 0 lets the system choose. */
    public void start(int port) {
        server.start(port);
    }

    /** The port that is bound. */
    public int port() {
        return server.port();
    }

    /** When the last verified delivery came, also before this process was started. Blocks on the disk. */
    public Optional<Instant> lastDeliveryAt() {
        return Optional.ofNullable(intake.lastDelivery()).or(log::newestReceived);
    }

    private Served served() {
        Snapshot<ReceiverConfig, Credentials> now = configuration.current();
        Optional<ReceiverConfig.Account> account = now.config().map(ReceiverConfig::account);
        return new Served(
                account.map(ReceiverConfig.Account::webhookPath),
                now.credentials().verifyTokens(),
                account.flatMap(a -> deliveries(now.credentials().deliveryKeys(), a.instagramId())));
    }

    private Optional<DeliveryHandler> deliveries(List<AppSecret> keys, String account) {
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of((body, signatures) -> intake.take(body, signatures, keys, account));
    }
}
