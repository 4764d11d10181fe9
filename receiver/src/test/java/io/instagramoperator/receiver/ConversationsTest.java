package io.instagramoperator.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.receiver.log.Event;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.reply.ReplySender;
import io.instagramoperator.receiver.reply.body.SendBody;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows for answers over HTTP, as docs/replies.md describes them. */
@QuarkusTest
@QuarkusTestResource(ReceiverUnderTest.class)
@SuppressWarnings("NullAway.Init") // Quarkus sets these
class ConversationsTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @Inject
    EventLog log;

    @Inject
    ReplySender sender;

    @TestHTTPResource
    URI api;

    @ParameterizedTest(name = "{1} after the message: open {2}")
    @CsvSource({"5501, PT1H, true", "5502, PT25H, false", "5503, PT200H, false"})
    void tellsTheWindow(String customer, Duration ago, boolean open) throws Exception {
        // Given
        Instant written = now.minus(ago);
        write(customer, written);

        // When
        HttpResponse<String> answer = get("/v1/conversations/" + customer);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"conversation\":\"" + customer + "\",\"open\":" + open + ",\"closesAt\":\""
                        + written.plus(Duration.ofHours(24)) + "\",\"humanAgentUntil\":\""
                        + written.plus(Duration.ofDays(7)) + "\"}");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "5599, 404, not-found",
        "abc, 400, bad-parameter",
        "123456789012345678901234567890123, 400, bad-parameter",
        "5599?wait=1s, 400, bad-parameter"
    })
    void refusesWhomItDoesNotKnow(String path, int status, String type) throws Exception {
        // When
        HttpResponse<String> answer = get("/v1/conversations/" + path);

        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).path("type").asText()).endsWith(":" + type);
    }

    @Test
    void refusesAMessageIntoAClosedWindowAndSaysSinceWhen() throws Exception {
        // Given
        Instant written = now.minus(Duration.ofHours(25));
        write("5511", written);

        // When
        HttpResponse<String> answer = send(text("5511"), Optional.empty());

        // Then
        assertThat(answer.statusCode()).isEqualTo(422);
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("type").asText()).isEqualTo("urn:instagram-operator:problem:window-closed");
        assertThat(problem.path("detail").asText())
                .isEqualTo("customer 5511 wrote last at " + written + ", and the window for answers closed at "
                        + written.plus(Duration.ofHours(24)) + "; it opens again when the customer writes");
        assertThat(problem.path("closesAt").asText())
                .isEqualTo(written.plus(Duration.ofHours(24)).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"recipient\":{\"id\":\"5512\"},\"sender_action\":\"mark_seen\"}",
                "{\"recipient\":{\"id\":\"5512\"},\"sender_action\":\"react\",\"payload\":{\"message_id\":\"m\",\"reaction\":\"love\"}}",
                "{\"recipient\":{\"comment_id\":\"5512\"},\"message\":{\"text\":\"x\"}}",
                "{\"recipient\":{\"id\":\"5598\"},\"message\":{\"text\":\"never seen\"}}",
            })
    void leavesEverythingElseToMeta(String body) throws Exception {
        // Given
        write("5512", now.minus(Duration.ofHours(25)));

        // When
        HttpResponse<String> answer = send(body, Optional.empty());

        // Then
        assertThat(answer.statusCode()).isEqualTo(202);
    }

    @Test
    void takesTheAnswerAgainWhenTheCustomerHasWritten() throws Exception {
        // Given
        write("5513", now.minus(Duration.ofHours(25)));
        int closed = send(text("5513"), Optional.empty()).statusCode();

        // When
        write("5513", now);

        // Then
        assertThat(closed).isEqualTo(422);
        assertThat(send(text("5513"), Optional.empty()).statusCode()).isEqualTo(202);
    }

    @Test
    void givesTheSameAnswerToTheSameKeyAlsoWhenTheWindowHasClosed() throws Exception {
        // Given
        write("5514", now.minus(Duration.ofHours(25)));
        SendBody body =
                ((SendBody.Result.Valid) SendBody.check(text("5514").getBytes(StandardCharsets.UTF_8), false)).body();
        sender.accept(body, Optional.of("key-of-5514")).toCompletableFuture().join();

        // Then
        assertThat(send(text("5514"), Optional.of("key-of-5514")).statusCode()).isEqualTo(202);
        assertThat(send(text("5514"), Optional.of("another-of-5514")).statusCode())
                .isEqualTo(422);
    }

    private void write(String customer, Instant time) {
        log.append(List.of(new Event(
                        UUID.randomUUID().toString(),
                        "message.received",
                        Optional.of(customer),
                        time,
                        now,
                        "{}",
                        Optional.empty())))
                .toCompletableFuture()
                .join();
    }

    private static String text(String customer) {
        return "{\"recipient\":{\"id\":\"" + customer + "\"},\"message\":{\"text\":\"Yes, we do.\"}}";
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String body, Optional<String> key) throws IOException, InterruptedException {
        HttpRequest.Builder request = request("/v1/messages")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        key.ifPresent(k -> request.header("Idempotency-Key", k));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path)).header("Authorization", "Bearer " + ReceiverHome.API_TOKEN);
    }
}
