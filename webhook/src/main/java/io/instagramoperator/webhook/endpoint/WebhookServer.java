package io.instagramoperator.webhook.endpoint;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The server on the public port. It is no server of a framework: whatever an extension adds to that one, here
 * nothing answers but the webhook, and a body is refused while it arrives.
 */
public final class WebhookServer {

    private static final Logger LOG = Logger.getLogger(WebhookServer.class);
    private static final long SWEEP_MILLIS = 1_000;
    private static final int CHUNK_BYTES = 64 * 1024;

    private final Vertx vertx;
    private final Supplier<Served> served;
    private final WebhookMetrics metrics;
    private final Limits limits;
    private final Ending ending = new Ending();
    private volatile int port;

    /**
     * A server that is not started.
     *
     * @param served asked at every request: cheap
     */
    public WebhookServer(Vertx vertx, Supplier<Served> served, MeterRegistry registry, Limits limits) {
        this.vertx = vertx;
        this.served = served;
        this.metrics = new WebhookMetrics(registry);
        this.limits = limits;
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

    /** From now on each answer is the last one of its connection, so that its sender goes elsewhere in peace. */
    public void prepareToEnd() {
        ending.isNear(true);
    }

    /** Waits until all deliveries that have begun are answered; false if that takes longer. */
    public boolean awaitAnswers(Duration most) throws InterruptedException {
        return ending.await(most);
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions()
                .setHost("0.0.0.0")
                // HTTP/2 without TLS is not spoken by ingress controllers to their backends, and is more to attack.
                .setHttp2ClearTextEnabled(false)
                // Each is a handler that looks at every request for what no webhook is.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
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
                    .requestHandler(new Endpoint(served, limits, context, peers, budget, metrics, ending));
            server.listen(sharedPort)
                    .onSuccess(bound -> port = bound.actualPort())
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }
}
