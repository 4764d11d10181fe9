package io.instagramoperator.receiver.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.instagram.payload.RawJson;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.ReceiverUnderTest;
import io.instagramoperator.receiver.log.Event;
import io.instagramoperator.receiver.log.EventLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API holds in memory for its clients is counted, whatever they have asked for. */
@QuarkusTest
@QuarkusTestResource(ReceiverUnderTest.class)
@SuppressWarnings("NullAway.Init") // Quarkus sets the address
class UnreadAnswersTest {

    /** More than the system takes in for a client that reads nothing. */
    private static final int LARGE = 16 << 20;

    @Inject
    EventLog log;

    @Inject
    ApiRoom room;

    @TestHTTPResource
    URI api;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/events?conversation=CUSTOMER",
                "/v1/events?conversation=CUSTOMER&wait=30s",
                "/v1/events/ID",
                "/v1/events/ID/raw",
                "/v1/consumers/unread/events?conversation=CUSTOMER"
            })
    void countsAnAnswerUntilItHasBeenTakenIn(String path) throws IOException {
        // Given
        String id = UUID.randomUUID().toString();
        String customer = Long.toString(UUID.randomUUID().getMostSignificantBits() >>> 1);
        appendLarge(id, customer);

        // When
        try (Socket client = new Socket()) {
            client.setReceiveBufferSize(64 * 1024);
            client.connect(new InetSocketAddress(api.getHost(), api.getPort()));
            client.getOutputStream()
                    .write(("GET " + path.replace("CUSTOMER", customer).replace("ID", id)
                                    + " HTTP/1.1\r\nHost: receiver\r\nAuthorization: Bearer " + ReceiverHome.API_TOKEN
                                    + "\r\n\r\n")
                            .getBytes(US_ASCII));

            // Then
            await().untilAsserted(() -> assertThat(room.used()).isGreaterThanOrEqualTo(LARGE));
        }
        await().untilAsserted(() -> assertThat(room.used()).isZero());
    }

    /** As long as a reply is waited for, so that a few hundred who wait do not keep out everybody else. */
    @Test
    void countsABodyWithoutALengthAsWhatItWas() throws Exception {
        // Given
        String body = "{\"recipient\":{\"id\":\"4714\"},\"message\":{\"text\":\"one moment\"}}";
        HttpRequest request = HttpRequest.newBuilder(api.resolve("/v1/messages?wait=30s"))
                .header("Authorization", "Bearer " + ReceiverHome.API_TOKEN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(US_ASCII))))
                .build();
        ReceiverUnderTest.META.pause();

        // When
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var answer = http.sendAsync(request, BodyHandlers.ofString());

            // Then
            await().untilAsserted(() -> assertThat(room.used()).isEqualTo(body.length()));
            ReceiverUnderTest.META.resume();
            assertThat(answer.join().statusCode()).isEqualTo(202);
        }
        await().untilAsserted(() -> assertThat(room.used()).isZero());
    }

    private void appendLarge(String id, String customer) {
        Instant now = Instant.now();
        String json = "{\"large\":\"" + "x".repeat(LARGE) + "\"}";
        log.append(List.of(new Event(
                        id,
                        "message.received",
                        Optional.of(customer),
                        now,
                        now,
                        json,
                        Optional.of(RawJson.of(json.getBytes(US_ASCII))))))
                .toCompletableFuture()
                .join();
    }
}
