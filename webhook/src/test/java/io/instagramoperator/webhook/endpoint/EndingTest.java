package io.instagramoperator.webhook.endpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.instagram.signature.WebhookSignature;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that is about to end answers what it has taken, and keeps no sender on a connection that will be gone. */
class EndingTest {

    private static final String BODY = "{}";

    private final TestEndpoint endpoint = TestEndpoint.start();

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void answersTheLastDeliveryOfAConnectionAndClosesIt() throws Exception {
        // Given
        try (Socket connection = endpoint.connect()) {
            connection.getOutputStream().write(request());
            assertThat(new String(connection.getInputStream().readNBytes(15), US_ASCII))
                    .isEqualTo("HTTP/1.1 200 OK");

            // When
            endpoint.server().prepareToEnd();
            connection.getOutputStream().write(request());
            String rest = new String(connection.getInputStream().readAllBytes(), US_ASCII);

            // Then
            assertThat(rest).contains("HTTP/1.1 200 OK").containsIgnoringCase("connection: close");
            assertThat(endpoint.taken()).hasSize(2);
        }
    }

    @Test
    void waitsForTheAnswersThatItOwes() throws Exception {
        // Given
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        endpoint.answerWith(answer);
        try (Socket connection = endpoint.connect()) {
            connection.getOutputStream().write(request());
            await().until(() -> endpoint.taken().size() == 1);

            // When
            boolean early = endpoint.server().awaitAnswers(Duration.ofMillis(50));
            answer.complete(Outcome.ACCEPTED);
            boolean late = endpoint.server().awaitAnswers(Duration.ofSeconds(10));

            // Then
            assertThat(early).isFalse();
            assertThat(late).isTrue();
            assertThat(new String(connection.getInputStream().readNBytes(15), US_ASCII))
                    .isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void owesNothingToWhoHasGone() throws Exception {
        // Given
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        endpoint.answerWith(answer);
        try (Socket connection = endpoint.connect()) {
            connection.getOutputStream().write(request());
            await().until(() -> endpoint.taken().size() == 1);
        }

        // When
        answer.complete(Outcome.ACCEPTED);

        // Then
        assertThat(endpoint.server().awaitAnswers(Duration.ofSeconds(10))).isTrue();
    }

    private static byte[] request() {
        return ("POST " + TestEndpoint.PATH + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + BODY.length() + "\r\n"
                        + WebhookSignature.HEADER + ": " + TestEndpoint.signed(BODY.getBytes(UTF_8)) + "\r\n\r\n"
                        + BODY)
                .getBytes(US_ASCII);
    }
}
