package io.instagramoperator.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.log.Event;
import io.instagramoperator.receiver.log.EventLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ways of an application to its events, over HTTP: as docs/api.md describes them. */
@QuarkusTest
@QuarkusTestResource(ReceiverUnderTest.class)
@Timeout(60)
@SuppressWarnings("NullAway.Init") // Quarkus sets these
class ReadingTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Inject
    EventLog log;

    @TestHTTPResource
    URI api;

    @Test
    void processesEveryEventOnceAsAConsumer() throws Exception {
        // Given
        String customer = append(3);
        String events = "/v1/consumers/crm/events?limit=2&conversation=" + customer;

        // When
        JsonNode first = json(get(events));
        JsonNode again = json(get(events));
        HttpResponse<String> committed = commit("crm", first.path("next").asText());
        JsonNode rest = json(get(events));

        // Then
        assertThat(first.path("events")).hasSize(2);
        assertThat(again).isEqualTo(first);
        assertThat(committed.statusCode()).isEqualTo(200);
        assertThat(json(committed))
                .isEqualTo(JSON.createObjectNode()
                        .put("name", "crm")
                        .put("cursor", first.path("next").asText()));
        assertThat(rest.path("events")).hasSize(1);
    }

    @Test
    void listsConsumersAndForgetsThem() throws Exception {
        // Given
        append(1);
        commit("billing", new Cursor(0).toString());

        // When
        JsonNode consumer = json(get("/v1/consumers"))
                .path("consumers")
                .valueStream()
                .filter(c -> c.path("name").asText().equals("billing"))
                .findFirst()
                .orElseThrow();
        int deleted =
                send("DELETE", "/v1/consumers/billing", BodyPublishers.noBody()).statusCode();
        int again =
                send("DELETE", "/v1/consumers/billing", BodyPublishers.noBody()).statusCode();

        // Then
        assertThat(consumer.path("cursor").asText()).isEqualTo(new Cursor(0).toString());
        assertThat(consumer.path("backlog").asLong()).isEqualTo(log.bounds().last());
        assertThat(Instant.parse(consumer.path("committedAt").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(deleted).isEqualTo(204);
        assertThat(again).isEqualTo(404);
    }

    @Test
    void letsAConsumerWaitForWhatComes() throws Exception {
        // Given
        commit("waiting", new Cursor(log.bounds().last()).toString());
        CompletableFuture<HttpResponse<String>> waiting = http.sendAsync(
                request("/v1/consumers/waiting/events?types=message.*&wait=30s").build(), BodyHandlers.ofString());

        // When
        append(1);

        // Then
        assertThat(json(waiting.join()).path("events")).hasSize(1);
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{\"cursor\":\"AQAAAAAAAAA\"}          | 400 | bad-body     | cursor | AQAAAAAAAAA",
                "{\"cursor\":7}                        | 400 | bad-body     | cursor | 7",
                "{\"cursor\":null}                     | 400 | bad-body     | cursor | null",
                "{}                                    | 400 | bad-body     | cursor | ''",
                "{\"curser\":\"AQAAAAAAAAAA\"}         | 400 | bad-body     | curser | '\"AQAAAAAAAAAA\"'",
                "[]                                    | 400 | bad-body     | ''     | []",
                "''                                    | 400 | bad-body     | ''     | empty",
                "{\"cursor\":\"AQD_________\"}        | 409 | cursor-ahead | cursor | AQD_________",
            })
    void refusesACommitThatIsNoneAndSaysWhatIsAllowed(String body, int status, String type, String field, String value)
            throws Exception {
        // When
        HttpResponse<String> response =
                send("POST", "/v1/consumers/crm/commit", BodyPublishers.ofString(body.equals("''") ? "" : body));

        // Then
        JsonNode problem = json(response);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(problem.path("type").asText()).endsWith(":" + type);
        assertThat(problem.path("field").asText()).isEqualTo(field);
        assertThat(problem.path("value").asText()).isEqualTo(value);
        assertThat(problem.path("detail").asText()).contains("allowed: ");
    }

    @ParameterizedTest(name = "{0} {1}: {2} {3}")
    @CsvSource({
        "GET,    /v1/consumers/CRM/events,            400, bad-parameter",
        "GET,    /v1/consumers/crm/events?after=A,    400, bad-parameter",
        "GET,    /v1/consumers/crm/events?limt=1,     400, bad-parameter",
        "GET,    /v1/consumers?limit=1,               400, bad-parameter",
        "POST,   /v1/consumers/-crm/commit,           400, bad-parameter",
        "POST,   /v1/consumers/crm/commit?a=1,        400, bad-parameter",
        "DELETE, /v1/consumers/CRM,                   400, bad-parameter",
        "GET,    /v1/consumers/crm,                   405, method-not-allowed",
        "GET,    /v1/consumers/crm/commit,            405, method-not-allowed",
        "GET,    /v1/consumers/crm/nothing,           404, not-found",
        "GET,    /v1/events/stream?limit=1,           400, bad-parameter",
        "POST,   /v1/events/stream,                   405, method-not-allowed",
        "GET,    /v1/events/%00,                      404, not-found",
        "GET,    /v1/events?types=%00,                400, bad-parameter",
    })
    void refusesWithAProblemDocument(String method, String path, int status, String type) throws Exception {
        // When
        HttpResponse<String> response = send(method, path, BodyPublishers.ofString("{}"));

        // Then
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(json(response).path("type").asText()).endsWith(":" + type);
        assertThat(response.headers().firstValue("Allow").isPresent()).isEqualTo(status == 405);
    }

    @ParameterizedTest(name = "{0} takes {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/events              | GET, HEAD, OPTIONS",
                "/v1/events/stream       | GET, HEAD, OPTIONS",
                "/v1/consumers           | GET, HEAD, OPTIONS",
                "/v1/consumers/a         | DELETE, OPTIONS",
                "/v1/consumers/a/commit  | OPTIONS, POST",
                "/v1/messages            | OPTIONS, POST",
            })
    void tellsWhichMethodsAPathTakes(String path, String methods) throws Exception {
        // When
        HttpResponse<String> options = send("OPTIONS", path, BodyPublishers.noBody());
        HttpResponse<String> patch = send("PATCH", path, BodyPublishers.noBody());

        // Then
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(options.headers().firstValue("Allow")).contains(methods);
        assertThat(patch.statusCode()).isEqualTo(405);
        assertThat(patch.headers().firstValue("Allow")).contains(methods);
    }

    @Test
    void streamsWhatComes() throws Exception {
        // Given
        HttpResponse<InputStream> response =
                http.send(request("/v1/events/stream?types=message.*").build(), BodyHandlers.ofInputStream());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            lines.readLine();

            // When
            String customer = append(1);
            String data = lines.lines()
                    .filter(line -> line.startsWith("data: "))
                    .findFirst()
                    .orElseThrow();

            // Then
            assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
            assertThat(JSON.readTree(data.substring("data: ".length()))
                            .path("subject")
                            .asText())
                    .isEqualTo(customer);
        }
    }

    @Test
    void holdsNoThreadForAThousandWhoWait() throws Exception {
        // Given
        String next = new Cursor(log.bounds().last()).toString();
        int before = Thread.getAllStackTraces().size();

        // When
        List<CompletableFuture<HttpResponse<String>>> waiting = IntStream.range(0, 1_000)
                .mapToObj(i -> http.sendAsync(
                        request("/v1/events?wait=60s&after=" + next + "&conversation=" + (i < 999 ? "1" + i : "2"))
                                .build(),
                        BodyHandlers.ofString()))
                .toList();
        await().until(() -> json(get("/v1/events?limit=1")).has("events"));
        int during = Thread.getAllStackTraces().size();
        IntStream.range(0, 999).forEach(i -> append("1" + i, 1));
        append("2", 1);

        // Then
        assertThat(during - before).isLessThan(100);
        assertThat(waiting)
                .allSatisfy(response ->
                        assertThat(json(response.join()).path("events")).hasSize(1));
    }

    /** Appends events of a conversation of their own. */
    private String append(int count) {
        String customer = Long.toString(UUID.randomUUID().getMostSignificantBits() >>> 1);
        append(customer, count);
        return customer;
    }

    private void append(String customer, int count) {
        Instant now = Instant.now();
        log.append(IntStream.range(0, count)
                        .mapToObj(_ -> new Event(
                                UUID.randomUUID().toString(),
                                "message.received",
                                Optional.of(customer),
                                now,
                                now,
                                "{}",
                                Optional.empty()))
                        .toList())
                .toCompletableFuture()
                .join();
    }

    private HttpResponse<String> commit(String consumer, String cursor) throws IOException, InterruptedException {
        return send(
                "POST",
                "/v1/consumers/" + consumer + "/commit",
                BodyPublishers.ofString("{\"cursor\":\"" + cursor + "\"}"));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String path, BodyPublisher body)
            throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .method(method, body)
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path)).header("Authorization", "Bearer " + ReceiverHome.API_TOKEN);
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(response.body(), e);
        }
    }
}
