package io.instagramoperator.receiver.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.instagram.signature.WebhookSignature;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.Filter;
import io.instagramoperator.receiver.log.Slice;
import io.instagramoperator.receiver.log.StoredEvent;
import io.instagramoperator.webhook.config.Snapshot.InForce;
import io.instagramoperator.webhook.endpoint.Limits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The stages from the public port to the log, on a free port and in a folder of their own. */
final class TestReceiver implements AutoCloseable {

    static final String PATH = "/webhooks/social/acme";
    static final String APP_SECRET = "test_app_secret";
    static final String ACCOUNT = "17841405822304914";

    private static final String CONFIG = """
            account: { namespace: social, name: acme, instagramId: "17841405822304914", login: Instagram }
            accessTokenFile: access-token
            verifyTokenFile: verify-token
            ports: { webhook: 0, api: 0, management: 0 }
            """;

    private static final String OWN_APP =
            "app: { id: \"1234567890123456\", secretFiles: [ app-secret, old-app-secret ] }\n";

    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Path folder;
    private final Configuration configuration;
    private final EventLog log;
    private final Vertx vertx = Vertx.vertx();
    private final WebhookEndpoint server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestReceiver(Path folder, Limits limits) {
        this.folder = folder;
        this.configuration = new Configuration(folder.resolve("config.yaml"));
        this.log = new EventLog(metrics);
        this.server = new WebhookEndpoint(vertx, configuration, log, log::append, metrics, limits);
        configuration.onChange(snapshot -> snapshot.config()
                .ifPresent(
                        config -> log.use(config.store().path(), config.store().retention())));
        configuration.start();
        server.start(0);
    }

    /** With a valid configuration and an app secret. */
    static TestReceiver start(Path folder) {
        return start(folder, Limits.ofThisProcess());
    }

    /** That gives up soon what takes long to store. */
    static TestReceiver startImpatient(Path folder) {
        Limits usual = Limits.ofThisProcess();
        return start(
                folder,
                new Limits(
                        usual.idle(),
                        usual.header(),
                        usual.body(),
                        usual.refused(),
                        Duration.ofMillis(300),
                        usual.bodyBytes(),
                        usual.memoryBytes(),
                        usual.connections()));
    }

    private static TestReceiver start(Path folder, Limits limits) {
        write(folder, "config.yaml", CONFIG + OWN_APP);
        write(folder, "app-secret", APP_SECRET + "\n");
        write(folder, "verify-token", "a verify token");
        return new TestReceiver(folder, limits);
    }

    /** As {@link #start}, with a configuration that is refused. */
    static TestReceiver startWithBrokenConfiguration(Path folder) {
        write(folder, "config.yaml", CONFIG + OWN_APP + "nonsense: true\n");
        write(folder, "app-secret", APP_SECRET);
        return new TestReceiver(folder, Limits.ofThisProcess());
    }

    static void write(Path folder, String name, String content) {
        try {
            Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void repairConfiguration() {
        write(folder, "config.yaml", CONFIG + OWN_APP);
    }

    /** As {@link #start}, with this in place of an app of its own, and without any secret. */
    static TestReceiver startWithApps(Path folder, String apps) {
        write(folder, "config.yaml", CONFIG + apps);
        write(folder, "verify-token", "a verify token");
        return new TestReceiver(folder, Limits.ofThisProcess());
    }

    /** Has other apps from now on; waits until it has read that. */
    void switchTo(String apps) {
        Optional<String> before = hash();
        // Renamed into place, as a kubelet does: half a file would be a configuration of its own.
        write(folder, "next.yaml", CONFIG + apps);
        try {
            Files.move(folder.resolve("next.yaml"), folder.resolve("config.yaml"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().until(() -> !hash().equals(before));
    }

    private Optional<String> hash() {
        return configuration.current().inForce().map(InForce::hash);
    }

    static String signed(byte[] body) {
        return WebhookSignature.sign(AppSecret.of(APP_SECRET), body);
    }

    /** Delivers a body that somebody else than {@link #APP_SECRET} has signed. */
    int deliver(String body, AppSecret key) {
        byte[] bytes = body.getBytes(UTF_8);
        return post(bytes, WebhookSignature.HEADER, WebhookSignature.sign(key, bytes))
                .statusCode();
    }

    HttpResponse<String> deliver(String body) {
        return post(body.getBytes(UTF_8), WebhookSignature.HEADER, signed(body.getBytes(UTF_8)));
    }

    HttpResponse<String> post(byte[] body, String... headers) {
        return send("POST", PATH, body, headers);
    }

    HttpResponse<String> send(String method, String pathAndQuery, byte[] body, String... headers) {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + pathAndQuery);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.ofByteArray(body))
                .timeout(Duration.ofSeconds(20));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    List<StoredEvent> events() {
        return ((Slice.Events) log.read(Optional.empty(), Filter.ALL, 10_000)).events();
    }

    EventLog log() {
        return log;
    }

    Optional<String> problem() {
        return new Availability(configuration, log).problem();
    }

    double deliveries(String outcome) {
        return metrics.get("instagram_webhook_deliveries_total")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    @Override
    public void close() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        configuration.stop();
        log.close();
    }
}
