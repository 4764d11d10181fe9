package io.instagramoperator.receiver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests without a token that are no HTTP: each is refused as any other, and leaves nothing in the log, which anybody could fill. */
@QuarkusTest
@QuarkusTestResource(ReceiverUnderTest.class)
@SuppressWarnings("NullAway.Init") // Quarkus sets the address
class MalformedRequestsTest {

    private final LoggedWarnings warnings = new LoggedWarnings();

    @TestHTTPResource
    URI api;

    @AfterEach
    void stopListening() {
        warnings.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: y\r\n", "Host: a b:c:d\r\n"})
    void refusesWhatHasNoHost(String headers) throws IOException {
        // When
        String answer = answerTo("GET /v1/events HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n");

        // Then
        assertThat(answer)
                .startsWith("HTTP/1.1 400 Bad Request\r\n")
                .containsIgnoringCase("content-type: application/problem+json\r\n")
                .contains("\"type\":\"urn:instagram-operator:problem:bad-request\"");
        assertThat(warnings.seen()).isEmpty();
    }

    private String answerTo(String request) throws IOException {
        try (Socket socket = new Socket(api.getHost(), api.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
