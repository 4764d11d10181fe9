package io.instagramoperator.receiver;

import static io.instagramoperator.receiver.Application.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.log.EventLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Named consumers, over HTTP: as docs/api.md describes them. */
@QuarkusTest
@QuarkusTestResource(ReceiverUnderTest.class)
@Timeout(60)
@SuppressWarnings("NullAway.Init") // Quarkus sets these
class NamedConsumersTest {

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

    @Test
    void processesEveryEventOnceAsAConsumer() throws Exception {
        // Given
        String customer = application.append(3);
        String events = "/v1/consumers/crm/events?limit=2&conversation=" + customer;

        // When
        JsonNode first = json(application.get(events));
        JsonNode again = json(application.get(events));
        HttpResponse<String> committed = commit("crm", first.path("next").asText());
        JsonNode rest = json(application.get(events));

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
        application.append(1);
        commit("billing", new Cursor(0).toString());

        // When
        JsonNode consumer = json(application.get("/v1/consumers"))
                .path("consumers")
                .valueStream()
                .filter(c -> c.path("name").asText().equals("billing"))
                .findFirst()
                .orElseThrow();
        int deleted = application
                .send("DELETE", "/v1/consumers/billing", BodyPublishers.noBody())
                .statusCode();
        int again = application
                .send("DELETE", "/v1/consumers/billing", BodyPublishers.noBody())
                .statusCode();

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
        CompletableFuture<HttpResponse<String>> waiting =
                application.later("/v1/consumers/waiting/events?types=message.*&wait=30s");

        // When
        application.append(1);

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
                "{\"cursor\":                          | 400 | bad-body     | ''     | not one JSON document without doubled fields: line 1, column 11",
                "{\"cursor\":\"a\",\"cursor\":\"b\"}       | 400 | bad-body     | ''     | not one JSON document without doubled fields: line 1, column 23",
                "{\"cursor\":\"AQD_________\"}        | 409 | cursor-ahead | cursor | AQD_________",
            })
    void refusesACommitThatIsNoneAndSaysWhatIsAllowed(String body, int status, String type, String field, String value)
            throws Exception {
        // When
        HttpResponse<String> response = application.send(
                "POST", "/v1/consumers/crm/commit", BodyPublishers.ofString(body.equals("''") ? "" : body));

        // Then
        JsonNode problem = json(response);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(problem.path("type").asText()).endsWith(":" + type);
        assertThat(problem.path("field").asText()).isEqualTo(field);
        assertThat(problem.path("value").asText()).isEqualTo(value);
        assertThat(problem.path("detail").asText()).contains("allowed: ");
    }

    private HttpResponse<String> commit(String consumer, String cursor) throws IOException, InterruptedException {
        return application.send(
                "POST",
                "/v1/consumers/" + consumer + "/commit",
                BodyPublishers.ofString("{\"cursor\":\"" + cursor + "\"}"));
    }
}
