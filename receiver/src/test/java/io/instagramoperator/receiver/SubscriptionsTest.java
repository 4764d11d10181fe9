package io.instagramoperator.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.receiver.log.Event;
import io.instagramoperator.receiver.log.EventLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dead letters and replays over HTTP, as docs/api.md describes them. The subscription is suspended: nothing is delivered. */
@QuarkusTest
@QuarkusTestResource(ReceiverUnderTest.class)
@SuppressWarnings("NullAway.Init") // Quarkus sets these
class SubscriptionsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ERROR = "{\"kind\":\"Status\",\"message\":\"500\",\"at\":\"2026-11-24T12:00:00Z\"}";

    private final HttpClient http = HttpClient.newHttpClient();

    @Inject
    EventLog log;

    @TestHTTPResource
    URI api;

    @Test
    void tellsWhyAnEventWasGivenUpAndTriesItAgainOnce() throws Exception {
        // Given
        String id = deadLetter();
        String retry = "/v1/subscriptions/crm/dead-letters/" + id + "/retry";

        // When
        JsonNode letter = json(send("GET", "/v1/subscriptions/crm/dead-letters?limit=1000", ""))
                .path("deadLetters")
                .valueStream()
                .filter(l -> l.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
        HttpResponse<String> first = send("POST", retry, "");
        HttpResponse<String> second = send("POST", retry, "");

        // Then
        assertThat(letter.path("event").asText()).isEqualTo("message.received");
        assertThat(letter.path("conversation").asText()).isEqualTo("4711");
        assertThat(letter.path("reason").asText()).isEqualTo("too old");
        assertThat(letter.path("attempts").asInt()).isEqualTo(5);
        assertThat(letter.path("firstError")).isEqualTo(JSON.readTree(ERROR));
        assertThat(letter.has("lastError")).isFalse();
        assertThat(letter.path("diedAt").asText()).isEqualTo("2026-11-25T12:00:00Z");
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.body()).isEqualTo("{\"retried\":1}");
        assertThat(second.statusCode()).isEqualTo(404);
    }

    @ParameterizedTest(name = "{0} {1} {2} is {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | no                      |                                  | 404 | not-found",
                "GET  | no/dead-letters         |                                  | 404 | not-found",
                "POST | no/dead-letters/retry   |                                  | 404 | not-found",
                "POST | no/replay               | {\"conversation\":\"1\"}         | 404 | not-found",
                "POST | crm/dead-letters/x/retry |                                 | 404 | not-found",
                "GET  | crm/dead-letters?limit=0 |                                 | 400 | bad-parameter",
                "GET  | crm/dead-letters?limit=1001 |                              | 400 | bad-parameter",
                "GET  | crm/dead-letters?after=x |                                 | 400 | bad-parameter",
                "POST | crm/dead-letters/retry?a=1 |                               | 400 | bad-parameter",
                "GET  | crm/replay              |                                  | 405 | method-not-allowed",
                "POST | crm/replay              |                                  | 400 | bad-body",
                "POST | crm/replay              | {}                               | 400 | bad-body",
                "POST | crm/replay              | {\"form\":\"1\"}                 | 400 | bad-body",
                "POST | crm/replay              | {\"to\":\"2026-11-24T08:00:00Z\"} | 400 | bad-body",
                "POST | crm/replay              | {\"after\":\"AQAAAAAAAAAA\",\"conversation\":\"1\"} | 400 | bad-body",
                "POST | crm/replay              | {\"after\":\"x\"}                | 400 | bad-body",
                "POST | crm/replay              | {\"conversation\":\"x\"}         | 400 | bad-body",
                "POST | crm/replay              | {\"conversation\":7}             | 400 | bad-body",
                "POST | crm/replay              | {\"from\":\"yesterday\"}         | 400 | bad-body",
                "POST | crm/replay              | {\"from\":\"2026-02-30T08:00:00Z\"} | 400 | bad-body",
                "POST | crm/replay              | {\"from\":\"+999999999-01-01T08:00:00Z\"} | 400 | bad-body",
                "POST | crm/replay              | {\"from\":\"2026-11-24T08:00:00Z\",\"to\":\"2026-11-24T09:00:00+01:00\"} | 400 | bad-body",
                "POST | crm/replay              | {\"after\":\"AQD_________\"}    | 410 | cursor-expired",
            })
    void refusesWithAProblemDocument(String method, String path, String body, int status, String type)
            throws Exception {
        // When
        HttpResponse<String> response = send(
                method, "/v1/subscriptions/" + path, Optional.ofNullable(body).orElse(""));

        // Then
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).path("type").asText()).endsWith(":" + type);
        if (status == 400) {
            assertThat(json(response).path("detail").asText()).contains("allowed: ");
        }
    }

    private String deadLetter() {
        String id = UUID.randomUUID().toString();
        Instant now = Instant.now();
        log.append(List.of(new Event(id, "message.received", Optional.of("4711"), now, now, "{}", Optional.empty())))
                .toCompletableFuture()
                .join();
        log.write(transaction -> {
                    try (PreparedStatement statement = transaction
                            .connection()
                            .prepareStatement(
                                    "INSERT INTO dead_letter SELECT 'crm', sequence, id, 'too old', 5, ?, NULL, ? FROM event WHERE id = ?")) {
                        statement.setString(1, ERROR);
                        statement.setLong(
                                2, Instant.parse("2026-11-25T12:00:00Z").toEpochMilli());
                        statement.setString(3, id);
                        return statement.executeUpdate();
                    }
                })
                .toCompletableFuture()
                .join();
        return id;
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(api.resolve(path))
                        .header("Authorization", "Bearer " + ReceiverHome.API_TOKEN)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return JSON.readTree(response.body());
    }
}
