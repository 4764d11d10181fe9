package io.instagramoperator.receiver;

import static io.instagramoperator.receiver.Application.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.log.EventLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
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

    @Inject
    EventLog log;

    @TestHTTPResource
    URI api;

    private Application application;

    @BeforeEach
    void connect() {
        application = new Application(api, log);
    }

    @ParameterizedTest(name = "{0} {1}: {2} {3}")
    @CsvSource({
        "GET,    /v1/consumers/crm-/events,           400, bad-parameter",
        "GET,    /v1/consumers/crm/events?after=A,    400, bad-parameter",
        "GET,    /v1/consumers/crm/events?limt=1,     400, bad-parameter",
        "GET,    /v1/consumers?limit=1,               400, bad-parameter",
        "POST,   /v1/consumers/-crm/commit,           400, bad-parameter",
        "POST,   /v1/consumers/crm/commit?a=1,        400, bad-parameter",
        "DELETE, /v1/consumers/_crm,                  400, bad-parameter",
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
        HttpResponse<String> response = application.send(method, path, BodyPublishers.ofString("{}"));

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
                "/openapi                | GET, HEAD, OPTIONS",
            })
    void tellsWhichMethodsAPathTakes(String path, String methods) throws Exception {
        // When
        HttpResponse<String> options = application.send("OPTIONS", path, BodyPublishers.noBody());
        HttpResponse<String> patch = application.send("PATCH", path, BodyPublishers.noBody());

        // Then
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(options.headers().firstValue("Allow")).contains(methods);
        assertThat(patch.statusCode()).isEqualTo(405);
        assertThat(patch.headers().firstValue("Allow")).contains(methods);
    }

    @Test
    void givesARareEventInOneAnswerHoweverFarAwayItIs() throws Exception {
        // Given
        Cursor before = new Cursor(log.bounds().last());
        for (int i = 0; i < 60; i++) {
            application.append(1_000);
        }
        String rare = application.append(1);

        // When
        JsonNode atOnce = json(application.get("/v1/events?after=" + before + "&conversation=" + rare));
        JsonNode waiting = json(application.get("/v1/events?wait=30s&after=" + before + "&conversation=" + rare));

        // Then
        assertThat(atOnce.path("events")).hasSize(1);
        assertThat(waiting.path("events")).hasSize(1);
    }

    @Test
    void streamsWhatComes() throws Exception {
        // Given
        HttpResponse<InputStream> response =
                application.get("/v1/events/stream?types=message.*", BodyHandlers.ofInputStream());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            lines.readLine();

            // When
            String customer = application.append(1);
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
                .mapToObj(i -> application.later(
                        "/v1/events?wait=60s&after=" + next + "&conversation=" + (i < 999 ? "1" + i : "2")))
                .toList();
        await().until(() -> json(application.get("/v1/events?limit=1")).has("events"));
        int during = Thread.getAllStackTraces().size();
        IntStream.range(0, 999).forEach(i -> application.append("1" + i, 1));
        application.append("2", 1);

        // Then
        assertThat(during - before).as("threads more than before").isLessThan(500);
        assertThat(waiting)
                .allSatisfy(response ->
                        assertThat(json(response.join()).path("events")).hasSize(1));
    }
}
