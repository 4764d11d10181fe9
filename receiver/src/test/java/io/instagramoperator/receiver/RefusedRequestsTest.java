package io.instagramoperator.receiver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that a receiver cannot answer, over HTTP: each is refused with a document that says why. */
@QuarkusTest
@QuarkusTestResource(ReceiverUnderTest.class)
@SuppressWarnings("NullAway.Init") // Quarkus sets the address
class RefusedRequestsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TOKEN = "Bearer " + ReceiverHome.API_TOKEN;

    private final HttpClient http = HttpClient.newHttpClient();

    @TestHTTPResource
    URI api;

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
                "GET,    /v1;a=b/events,         -,            -,                404, not-found",
                "GET,    /v1;/events,            -,            -,                404, not-found",
                "GET,    /v1%2Fevents;a,         -,            -,                404, not-found",
                "POST,   /v1;a=b/messages,       -,            application/json, 404, not-found",
                "GET,    /v1;a=b/events,         api-token,    -,                404, not-found",
                "GET,    /v1/events;a=b,         -,            -,                401, unauthorized",
                "GET,    /v1/events;a=b,         api-token,    -,                404, not-found",
                "POST,   /v1/consumers/a;b/commit, api-token,  application/json, 404, not-found",
                "GET,    /%76%31/events,         -,            -,                401, unauthorized",
                "GET,    /openapi;a=b,           -,            -,                404, not-found",
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

    /** The server itself does, before anybody reads the URL. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%",
                "/v1/events/%zz",
                "/v1/events?types=%zz",
                "/v1/events?types=a^b",
                "/v1/events?types={a}",
                "/v1/events/<x>",
                "/v1/events/stream?types=a%",
                "/openapi?%zz"
            })
    void refusesUrlsThatAreNone(String target) throws Exception {
        // Given
        String head = "GET " + target + " HTTP/1.1\r\nHost: receiver\r\nConnection: close\r\nAuthorization: " + TOKEN
                + "\r\n\r\n";

        // When
        String answer;
        try (Socket socket = new Socket(api.getHost(), api.getPort())) {
            socket.getOutputStream().write(head.getBytes(US_ASCII));
            answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
        }

        // Then
        assertThat(answer).startsWith("HTTP/1.1 400 ");
    }

    /** A variable of a shell that is not set must not take away the protection from doubles. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words"})
    void refusesAnIdempotencyKeyThatIsNone(String key) throws Exception {
        // When
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(api.resolve("/v1/messages"))
                        .header("Authorization", TOKEN)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(
                                "{\"recipient\":{\"id\":\"12345678901234\"},\"message\":{\"text\":\"Hello\"}}"))
                        .build(),
                BodyHandlers.ofString());

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("problem:bad-idempotency-key", "\"parameter\":\"Idempotency-Key\"");
    }

    @Test
    void refusesABodyThatIsTooLarge() throws Exception {
        // When
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(api.resolve("/v1/messages"))
                        .header("Authorization", TOKEN)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "key-3")
                        .POST(BodyPublishers.ofString(" ".repeat(64 * 1024 + 1)))
                        .build(),
                BodyHandlers.ofString());

        // Then
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("problem:body-too-large", "allowed: 65536");
    }
}
