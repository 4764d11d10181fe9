package io.instagramoperator.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a whole receiver tells whoever runs it, over HTTP: status, health, metrics. */
@QuarkusTest
@QuarkusTestResource(ReceiverUnderTest.class)
@SuppressWarnings("NullAway.Init") // Quarkus sets the addresses
class ManagementPortTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TOKEN = "Bearer " + ReceiverHome.API_TOKEN;

    private final HttpClient http = HttpClient.newHttpClient();

    @TestHTTPResource
    URI api;

    @TestHTTPResource(value = "/", management = true)
    URI management;

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
        http.send(
                HttpRequest.newBuilder(api.resolve("/v1/messages?wait=10s"))
                        .header("Authorization", TOKEN)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "key-4")
                        .POST(BodyPublishers.ofString(
                                "{\"recipient\":{\"id\":\"4714\"},\"sender_action\":\"typing_on\"}"))
                        .build(),
                BodyHandlers.discarding());

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

    private JsonNode status() throws IOException, InterruptedException {
        return JSON.readTree(managed("/status").body());
    }

    private HttpResponse<String> managed(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(management.resolve(path)).build(), BodyHandlers.ofString());
    }
}
