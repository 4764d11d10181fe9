package io.instagramoperator.webhook.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.instagram.signature.Verdict;
import io.instagramoperator.instagram.signature.WebhookSignature;
import io.instagramoperator.webhook.config.Token;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** The server on a free port; behind it somebody who verifies deliveries and keeps them in a list. */
final class TestEndpoint implements AutoCloseable {

    static final String PATH = "/webhooks/social/acme";

    private static final AppSecret APP_SECRET = AppSecret.of("test_app_secret");

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private final WebhookServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private volatile Served served =
            new Served(Optional.of(PATH), List.of(Token.of("a verify token")), Optional.of(this::take));
    private volatile CompletableFuture<Outcome> answer = CompletableFuture.completedFuture(Outcome.ACCEPTED);

    private TestEndpoint(Limits limits) {
        server = new WebhookServer(vertx, () -> served, metrics, limits);
        server.start(0);
    }

    static TestEndpoint start() {
        return start(Limits.ofThisProcess());
    }

    static TestEndpoint start(Limits limits) {
        return new TestEndpoint(limits);
    }

    WebhookServer server() {
        return server;
    }

    /** From now on this is served. */
    void serve(Optional<String> path, boolean verifies) {
        served = new Served(path, List.of(), verifies ? Optional.of(this::take) : Optional.empty());
    }

    /** From now on verified deliveries are answered with this. */
    void answerWith(CompletableFuture<Outcome> future) {
        answer = future;
    }

    private CompletionStage<Outcome> take(byte[] body, List<String> signatures) {
        if (WebhookSignature.verify(signatures, body, List.of(APP_SECRET)) instanceof Verdict.Refused) {
            return CompletableFuture.completedFuture(Outcome.BAD_SIGNATURE);
        }
        taken.add(new String(body, UTF_8));
        return answer;
    }

    static String signed(byte[] body) {
        return WebhookSignature.sign(APP_SECRET, body);
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

    /** For what no proper client does. */
    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** The bodies of verified deliveries. */
    List<String> taken() {
        return List.copyOf(taken);
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
    }
}
