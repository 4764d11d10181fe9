package io.instagramoperator.simulator.graph;

import static io.instagramoperator.simulator.SimulatedAccount.CUSTOMER;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.hasSize;

import io.instagramoperator.simulator.SimulatedAccount;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that are lost on the way, as an ordinary HTTP client meets them. */
@QuarkusTest
class FaultTest {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private SimulatedAccount account;

    @BeforeEach
    void customerWrites() {
        account = SimulatedAccount.facebook();
        account.customerWrites("Hi");
    }

    @AfterEach
    void behave() {
        RestAssured.delete("/control/misbehaviour");
        client.close();
    }

    @Test
    void times_out_after_acting() {
        // Given
        misbehave("{\"timeOutAfterActing\":{\"operation\":\"messages\",\"times\":1}}");

        // Then
        assertThatThrownBy(this::send).isInstanceOf(HttpTimeoutException.class);
        assertSent(1);
    }

    @Test
    void drops_the_connection_before_acting() {
        // Given
        misbehave("{\"dropBeforeActing\":{\"operation\":\"messages\",\"times\":1}}");

        // Then
        assertThatThrownBy(this::send).isInstanceOf(IOException.class).isNotInstanceOf(HttpTimeoutException.class);
        assertSent(0);
    }

    @Test
    void cuts_the_answer_after_acting() {
        // Given
        misbehave("{\"cutAfterActing\":{\"operation\":\"messages\",\"times\":1}}");

        // Then
        assertThatThrownBy(this::send).isInstanceOf(IOException.class).isNotInstanceOf(HttpTimeoutException.class);
        assertSent(1);
    }

    @Test
    void answers_with_a_page_after_acting() throws IOException, InterruptedException {
        // Given
        misbehave("{\"htmlErrorAfterActing\":{\"operation\":\"messages\",\"times\":1}}");

        // When
        HttpResponse<String> answer = send();

        // Then
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(answer.body()).startsWith("<html>");
        assertSent(1);
    }

    @Test
    void leaves_the_message_id_out() throws IOException, InterruptedException {
        // Given
        misbehave("{\"noMessageId\":{\"times\":1}}");

        // When
        HttpResponse<String> without = send();
        HttpResponse<String> with = send();

        // Then
        assertThat(without.body()).isEqualTo("{\"recipient_id\":\"" + CUSTOMER + "\"}");
        assertThat(with.body()).contains("message_id");
    }

    @Test
    void takes_its_time() throws IOException, InterruptedException {
        // Given
        misbehave("{\"latency\":\"PT0.3S\"}");
        long start = System.nanoTime();

        // When
        HttpResponse<String> answer = send();

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void spares_the_calls_that_are_not_meant() throws IOException, InterruptedException {
        // Given
        misbehave("{\"timeOutAfterActing\":{\"operation\":\"subscribed_apps\",\"method\":\"POST\"}}");

        // Then
        assertThat(send().statusCode()).isEqualTo(200);
        account.reads("me/subscribed_apps").statusCode(200);
    }

    private HttpResponse<String> send() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/v25.0/me/messages"))
                .timeout(Duration.ofSeconds(3))
                .header("Authorization", "Bearer " + account.accessToken())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"recipient\":{\"id\":\"%s\"},\"message\":{\"text\":\"Hello\"}}".formatted(CUSTOMER)))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private void assertSent(int messages) {
        given().get("/control/accounts/" + account.instagramId() + "/sent")
                .then()
                .body("messages", hasSize(messages));
    }

    private static void misbehave(String orders) {
        SimulatedAccount.json(orders).put("/control/misbehaviour").then().statusCode(204);
    }
}
