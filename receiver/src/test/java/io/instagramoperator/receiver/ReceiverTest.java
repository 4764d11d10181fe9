package io.instagramoperator.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.webhook.WebhookServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole receiver over HTTP: what Meta sends comes out as events, what applications send reaches Meta, and all the rest is refused well. */
@QuarkusTest
@QuarkusTestResource(ReceiverUnderTest.class)
@SuppressWarnings("NullAway.Init") // Quarkus sets the addresses
class ReceiverTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TOKEN = "Bearer " + ReceiverHome.API_TOKEN;

    private final HttpClient http = HttpClient.newHttpClient();

    @Inject
    WebhookServer webhook;

    @TestHTTPResource
    URI api;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Test
    void givesAWebhookAsAnEventAndKeepsItsBytes() throws Exception {
        // Given
        String item = item("4711", "caf\\u00e9");

        // When
        int answer = deliver(item);

        // Then
        assertThat(answer).isEqualTo(200);
        JsonNode event = events("?conversation=4711").path("events").get(0);
        assertThat(event.path("type").asText()).isEqualTo("instagram.message.received");
        assertThat(event.path("source").asText()).isEqualTo("/instagram/" + FakeMeta.ACCOUNT);
        assertThat(event.path("subject").asText()).isEqualTo("4711");
        assertThat(event.path("data").path("message").path("body").asText()).isEqualTo("café");
        String id = event.path("id").asText();
        assertThat(JSON.readTree(get("/v1/events/" + id).body())).isEqualTo(event);
        assertThat(get("/v1/events/" + id + "/raw").body()).isEqualTo(item);
    }

    @Test
    void readsOnFromTheCursorAndWaitsForWhatComes() throws Exception {
        // Given
        String next = events("?types=no.such").path("next").asText();
        JsonNode nothing = events("?after=" + next);

        // When
        CompletableFuture<HttpResponse<String>> waiting = http.sendAsync(
                request("/v1/events?after=" + next + "&types=message.*&wait=30s")
                        .build(),
                BodyHandlers.ofString());
        deliver(item("4710", "hello"));

        // Then
        assertThat(nothing.path("events")).isEmpty();
        assertThat(nothing.path("next").asText()).isEqualTo(next);
        JsonNode page = JSON.readTree(waiting.get().body());
        assertThat(page.path("events")).hasSize(1);
        assertThat(page.path("next").asText()).isNotEqualTo(next);
    }

    @Test
    void answersAnEmptyPageWhenNothingCameInTime() throws Exception {
        // When
        JsonNode page = events("?types=no.such&wait=1s");

        // Then
        assertThat(page.path("events")).isEmpty();
        assertThat(Cursor.parse(page.path("next").asText())).isPresent();
    }

    @Test
    void holdsNoThreadForWhoWaits() throws Exception {
        // Given
        String next = events("?types=no.such").path("next").asText();
        int before = Thread.getAllStackTraces().size();

        // When
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>(IntStream.range(0, 300)
                .mapToObj(_ -> http.sendAsync(
                        request("/v1/events?types=wanted.*&wait=2s&after=" + next)
                                .build(),
                        BodyHandlers.ofString()))
                .toList());
        int during = Thread.getAllStackTraces().size();
        waiting.forEach(CompletableFuture::join);

        // Then
        assertThat(waiting)
                .allSatisfy(response -> assertThat(response.join().statusCode()).isEqualTo(200));
        assertThat(during - before).isLessThan(100);
    }

    @Test
    void tellsWhereToReadOnWhenTheCursorHasExpired() throws Exception {
        // When
        HttpResponse<String> response = get("/v1/events?after=" + new Cursor(1_000_000));

        // Then
        assertThat(response.statusCode()).isEqualTo(410);
        String earliest = JSON.readTree(response.body()).path("earliest").asText();
        assertThat(events("?after=" + earliest).has("events")).isTrue();
    }

    @Test
    void sendsAReplyToMetaAndTellsItsId() throws Exception {
        // Given
        String body = "{\"recipient\":{\"id\":\"4712\"},\"message\":{\"text\":\"Yes, we do.\"}}";

        // When
        HttpResponse<String> accepted = post("/v1/messages?wait=10s", body, "key-1");
        HttpResponse<String> repeated = post("/v1/messages", body, "key-1");
        HttpResponse<String> reused = post("/v1/messages", body.replace("Yes", "No"), "key-1");

        // Then
        JsonNode reply = JSON.readTree(accepted.body());
        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(reply.path("state").asText()).isEqualTo("sent");
        assertThat(reply.path("message_id").asText()).startsWith("mid");
        assertThat(ReceiverUnderTest.META.sent).containsOnlyOnce(body);
        assertThat(JSON.readTree(repeated.body())).isEqualTo(reply);
        assertThat(reused.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(
                        get("/v1/messages/" + reply.path("id").asText()).body()))
                .isEqualTo(reply);
    }

    @Test
    void answersBeforeMetaDoes() throws Exception {
        // Given
        String body = "{\"recipient\":{\"id\":\"4713\"},\"message\":{\"text\":\"later\"}}";
        ReceiverUnderTest.META.pause();

        // When
        HttpResponse<String> accepted = post("/v1/messages?wait=1s", body, "key-2");
        ReceiverUnderTest.META.resume();

        // Then
        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(JSON.readTree(accepted.body()).path("state").asText()).isEqualTo("sending");
        await().until(() -> ReceiverUnderTest.META.sent.contains(body));
    }

    @ParameterizedTest(name = "{0} {1} as {2} is {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "GET,    /v1/events,             -,            -,                401, unauthorized",
                "GET,    /v1/nothing,            -,            -,                401, unauthorized",
                "POST,   /v1/messages,           wrong,        application/json, 401, unauthorized",
                "GET,    /v1/nothing,            api-token,    -,                404, not-found",
                "GET,    /v1/events/nothing,     api-token,    -,                404, not-found",
                "GET,    /v1/events/nothing/raw, api-token,    -,                404, not-found",
                "GET,    /v1/messages/nothing,   api-token,    -,                404, not-found",
                "GET,    /v1/events?limt=1,      api-token,    -,                400, bad-parameter",
                "GET,    /v1/events/x?limit=1,   api-token,    -,                400, bad-parameter",
                "GET,    /v1/messages/x?a=1,     api-token,    -,                400, bad-parameter",
                "DELETE, /v1/events,             api-token,    -,                405, method-not-allowed",
                "POST,   /v1/messages,           api-token,    text/plain,       415, unsupported-media-type",
                "POST,   /v1/messages,           api-token,    application/json, 400, bad-body",
                "POST,   /v1/messages?wait=31s,  api-token,    application/json, 400, bad-parameter",
                "GET,    /,                      -,            -,                404, not-found",
                "GET,    /q/health,              -,            -,                404, not-found",
                "GET,    /q/dev,                 -,            -,                404, not-found",
                "GET,    /metrics,               -,            -,                404, not-found",
                "GET,    /status,                -,            -,                404, not-found",
            })
    void refusesWithAProblemDocument(
            String method, String path, String token, String contentType, int status, String type) throws Exception {
        // Given
        HttpRequest.Builder request =
                HttpRequest.newBuilder(api.resolve(path)).method(method, BodyPublishers.ofString("{}"));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }

        // When
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());

        // Then
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(response.body());
        assertThat(problem.path("type").asText()).isEqualTo("urn:instagram-operator:problem:" + type);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).isNotEmpty();
        assertThat(response.headers().firstValue("WWW-Authenticate").isPresent())
                .isEqualTo(status == 401);
    }

    @Test
    void refusesABodyThatIsTooLarge() throws Exception {
        // When
        HttpResponse<String> response = post("/v1/messages", " ".repeat(64 * 1024 + 1), "key-3");

        // Then
        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void describesItselfWithoutAToken() throws Exception {
        // When
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(api.resolve("/openapi?format=JSON")).build(), BodyHandlers.ofString());

        // Then
        List<String> paths = new ArrayList<>();
        JSON.readTree(response.body()).path("paths").fieldNames().forEachRemaining(paths::add);
        assertThat(paths)
                .containsExactly(
                        "/v1/events",
                        "/v1/events/stream",
                        "/v1/events/{id}",
                        "/v1/events/{id}/raw",
                        "/v1/consumers",
                        "/v1/consumers/{name}",
                        "/v1/consumers/{name}/events",
                        "/v1/consumers/{name}/commit",
                        "/v1/subscriptions",
                        "/v1/subscriptions/{name}",
                        "/v1/subscriptions/{name}/dead-letters",
                        "/v1/subscriptions/{name}/dead-letters/retry",
                        "/v1/subscriptions/{name}/dead-letters/{id}/retry",
                        "/v1/subscriptions/{name}/replay",
                        "/v1/messages",
                        "/v1/messages/{id}",
                        "/v1/conversations/{igsid}");
    }

    @Test
    void reportsHowItStandsToTheOperator() throws Exception {
        // When
        await().until(() -> status().path("webhook").path("registered").asBoolean());

        // Then
        JsonNode status = status();
        assertThat(status.path("phase").asText()).isEqualTo("Running");
        assertThat(status.path("configHash").asText()).hasSize(64);
        assertThat(status.path("store").path("state").asText()).isEqualTo("Open");
        assertThat(status.path("token").path("username").asText()).isEqualTo("acme");
        assertThat(status.path("version").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/health/started", "/health/live", "/health/ready"})
    void isHealthy(String path) throws Exception {
        // When // Then
        assertThat(managed(path).statusCode()).isEqualTo(200);
    }

    @Test
    void countsWhatItDoes() throws Exception {
        // Given
        post("/v1/messages?wait=10s", "{\"recipient\":{\"id\":\"4714\"},\"sender_action\":\"typing_on\"}", "key-4");

        // When
        String metrics = managed("/metrics").body();

        // Then
        assertThat(metrics)
                .contains(
                        "instagram_replies_total{outcome=\"sent\"}",
                        "instagram_replies_pending ",
                        "instagram_graph_requests_total{operation=\"send\",outcome=\"ok\"}",
                        "instagram_graph_seconds_count{operation=\"send\"}",
                        "instagram_token_expires_timestamp_seconds ",
                        "instagram_subscribed ");
    }

    private static String item(String customer, String text) {
        return "{\"sender\":{\"id\":\"" + customer + "\"},\"recipient\":{\"id\":\"" + FakeMeta.ACCOUNT
                + "\"},\"timestamp\":1747231892000,\"message\":{\"mid\":\"mid-of-" + customer + "\",\"text\":\"" + text
                + "\"}}";
    }

    /** Delivers an item as Meta does: in an envelope, signed. */
    private int deliver(String item) throws IOException, InterruptedException {
        String body = "{\"object\":\"instagram\",\"entry\":[{\"time\":1747231893000,\"id\":\"" + FakeMeta.ACCOUNT
                + "\",\"messaging\":[" + item + "]}]}";
        String signature = AppSecret.of(ReceiverHome.APP_SECRET).proofOf(body);
        URI url = URI.create("http://127.0.0.1:" + webhook.port() + "/webhooks/social/acme");
        return http.send(
                        HttpRequest.newBuilder(url)
                                .header("Content-Type", "application/json")
                                .header("X-Hub-Signature-256", "sha256=" + signature)
                                .POST(BodyPublishers.ofString(body, UTF_8))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private JsonNode events(String query) throws IOException, InterruptedException {
        return JSON.readTree(get("/v1/events" + query).body());
    }

    private JsonNode status() throws IOException, InterruptedException {
        return JSON.readTree(managed("/status").body());
    }

    private HttpResponse<String> managed(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(management.resolve(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body, String key) throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path)).header("Authorization", TOKEN);
    }
}
