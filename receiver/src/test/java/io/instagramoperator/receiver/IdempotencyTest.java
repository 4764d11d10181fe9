package io.instagramoperator.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A request that is repeated with its {@code Idempotency-Key}, at once or later, is one reply. */
@QuarkusTest
@QuarkusTestResource(ReceiverUnderTest.class)
@SuppressWarnings("NullAway.Init") // Quarkus sets the address
class IdempotencyTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    @TestHTTPResource
    URI api;

    @Test
    void makesOneReplyOfFiftyRequestsAtATime() throws Exception {
        // Given
        String body = text("6601", "once");

        // When
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 50)
                .mapToObj(_ -> http.sendAsync(request("", "fifty", body), BodyHandlers.ofString()))
                .toList();

        // Then
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(202));
        assertThat(answers.stream().map(answer -> id(answer.join())).distinct()).hasSize(1);
        assertThat(settled("fifty", body).path("state").asText()).isEqualTo("sent");
        assertThat(ReceiverUnderTest.META.sent).filteredOn(body::equals).hasSize(1);
    }

    @Test
    void isTheSameReplyAlsoAfterItIsSettled() throws Exception {
        // Given
        String body = text("6602", "settled");
        JsonNode first = settled("later", body);

        // When
        HttpResponse<String> again = send("", "later", body);

        // Then
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(JSON.readTree(again.body())).isEqualTo(first);
        assertThat(ReceiverUnderTest.META.sent).filteredOn(body::equals).hasSize(1);
    }

    @Test
    void refusesAnotherBodyWithTheSameKey() throws Exception {
        // Given
        String body = text("6603", "one");
        settled("taken", body);

        // When
        HttpResponse<String> other = send("", "taken", text("6603", "other"));

        // Then
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(other.body()).path("type").asText())
                .isEqualTo("urn:instagram-operator:problem:idempotency-key-reused");
        assertThat(send("", "taken", body).statusCode()).isEqualTo(202);
    }

    private JsonNode settled(String key, String body) throws IOException, InterruptedException {
        return JSON.readTree(send("?wait=30s", key, body).body());
    }

    private HttpResponse<String> send(String query, String key, String body) throws IOException, InterruptedException {
        return http.send(request(query, key, body), BodyHandlers.ofString());
    }

    private HttpRequest request(String query, String key, String body) {
        return HttpRequest.newBuilder(api.resolve("/v1/messages" + query))
                .header("Authorization", "Bearer " + ReceiverHome.API_TOKEN)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "idempotency-" + key)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static String text(String recipient, String text) {
        return "{\"recipient\":{\"id\":\"" + recipient + "\"},\"message\":{\"text\":\"" + text + "\"}}";
    }

    private static String id(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body()).path("id").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
