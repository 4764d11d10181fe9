package io.instagramoperator.receiver.webhook;

import io.instagramoperator.instagram.payload.Delivery;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.log.Appended;
import io.instagramoperator.receiver.log.Event;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.reply.Echoes;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The server on the public port. It is not the server of the application API: whatever an extension adds to that one, here
 * nothing answers but the webhook, and a body is refused while it arrives.
 */
@Singleton
public final class WebhookServer {

    private static final Logger LOG = Logger.getLogger(WebhookServer.class);
    private static final long SWEEP_MILLIS = 1_000;
    private static final int CHUNK_BYTES = 64 * 1024;

    private final Vertx vertx;
    private final Configuration configuration;
    private final EventLog log;
    private final WebhookMetrics metrics;
    private final Intake intake;
    private final Limits limits;
    private volatile int port;

    @Inject
    public WebhookServer(
            Vertx vertx, Configuration configuration, EventLog log, Echoes echoes, MeterRegistry registry) {
        this(vertx, configuration, log, echoes::append, registry, Limits.ofThisProcess());
    }

    WebhookServer(
            Vertx vertx,
            Configuration configuration,
            EventLog log,
            Function<List<Event>, CompletionStage<Appended>> appender,
            MeterRegistry registry,
            Limits limits) {
        this.vertx = vertx;
        this.configuration = configuration;
        this.log = log;
        this.metrics = new WebhookMetrics(registry);
        this.limits = limits;
        this.intake = new Intake(log, appender, metrics, Clock.systemUTC(), Delivery::read);
    }

    /**
     * Binds the port on several event loops.
     *
     * @param wantedPort 0 lets the system choose
     */
    public void start(int wantedPort) {
        DeploymentOptions instances = new DeploymentOptions().setInstances(limits.loops());
        // Vert.x: instances that ask for the same negative port share one that the system chooses. Quarkus does so with
        // -1
        // and -2 for its own servers, and would share with us.
        int shared = wantedPort == 0 ? -8080 : wantedPort;
        try {
            vertx.deployVerticle(() -> new Loop(shared), instances)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw new IllegalStateException(
                    "ports.webhook: '" + wantedPort + "' cannot be bound; stop what uses it, or choose another", e);
        }
        LOG.infof("Webhooks are taken port=%d", port);
    }

    /** The port that is bound. */
    public int port() {
        return port;
    }

    /** When the last verified delivery came, also before this process was started. Blocks on the disk. */
    public Optional<Instant> lastDeliveryAt() {
        return Optional.ofNullable(intake.lastDelivery()).or(log::newestReceived);
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions()
                .setHost("0.0.0.0")
                // HTTP/2 without TLS is not spoken by ingress controllers to their backends, and is more to attack.
                .setHttp2ClearTextEnabled(false)
                .setMaxChunkSize(CHUNK_BYTES);
    }

    /** One event loop with its connections. */
    private final class Loop extends AbstractVerticle {

        private final int sharedPort;

        Loop(int sharedPort) {
            this.sharedPort = sharedPort;
        }

        @Override
        public void start(Promise<Void> started) {
            HttpServerOptions options = options();
            Peers peers = new Peers(limits, options);
            // Of its own: a loop can only give up bodies of its own.
            MemoryBudget budget = new MemoryBudget(limits.memoryBytes() / limits.loops());
            vertx.setPeriodic(SWEEP_MILLIS, timer -> peers.sweep());
            HttpServer server = vertx.createHttpServer(options)
                    .connectionHandler(peers::connected)
                    .requestHandler(
                            new Endpoint(configuration::current, limits, context, peers, budget, intake, metrics));
            server.listen(sharedPort)
                    .onSuccess(bound -> port = bound.actualPort())
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }
}
