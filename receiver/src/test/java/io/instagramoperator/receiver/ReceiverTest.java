package io.instagramoperator.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.webhook.WebhookEndpoint;
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
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A whole receiver over HTTP: what Meta sends comes out as events, and what applications send reaches Meta. */
@QuarkusTest
@QuarkusTestResource(ReceiverUnderTest.class)
@SuppressWarnings("NullAway.Init") // Quarkus sets the address
class ReceiverTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TOKEN = "Bearer " + ReceiverHome.API_TOKEN;

    private final HttpClient http = HttpClient.newHttpClient();

    @Inject
    WebhookEndpoint webhook;

    @TestHTTPResource
    URI api;

    @Test
    void givesAWebhookAsAnEventAndKeepsItsBytes() throws Exception {
        // Given
        String item = item("4709", "caf\\u00e9");

        // When
        int answer = deliver(item);

        // Then
        assertThat(answer).isEqualTo(200);
        JsonNode event = events("?conversation=4709").path("events").get(0);
        assertThat(event.path("type").asText()).isEqualTo("instagram.message.received");
        assertThat(event.path("source").asText()).isEqualTo("/instagram/" + FakeMeta.ACCOUNT);
        assertThat(event.path("subject").asText()).isEqualTo("4709");
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
