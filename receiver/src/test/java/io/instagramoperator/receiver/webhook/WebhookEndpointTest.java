package io.instagramoperator.receiver.webhook;

import static io.instagramoperator.instagram.signature.WebhookSignature.HEADER;
import static io.instagramoperator.receiver.webhook.Deliveries.envelope;
import static io.instagramoperator.receiver.webhook.Deliveries.item;
import static io.instagramoperator.receiver.webhook.Deliveries.message;
import static io.instagramoperator.receiver.webhook.TestReceiver.signed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.receiver.log.StoredEvent;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Protects what becomes of deliveries, over HTTP and with the real log behind it. */
class WebhookEndpointTest {

    private static final byte[] BODY = message("m1").getBytes(UTF_8);

    private final Path folder;

    WebhookEndpointTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void saysOkForWhatIsStored() {
        try (TestReceiver receiver = TestReceiver.start(folder)) {
            // When
            HttpResponse<String> answer = receiver.deliver(message("m1"));

            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
            assertThat(receiver.events()).extracting(StoredEvent::event).containsExactly("message.received");
        }
    }

    @Test
    void refusesWhatMetaHasNotSigned() {
        try (TestReceiver receiver = TestReceiver.start(folder)) {
            String right = signed(BODY);
            String wrong = right.substring(0, 70) + (right.endsWith("0") ? "1" : "0");
            byte[] changed = message("m2").getBytes(UTF_8);

            // Then
            assertThat(receiver.post(BODY).statusCode()).as("missing").isEqualTo(401);
            assertThat(receiver.post(BODY, HEADER, wrong).statusCode())
                    .as("wrong")
                    .isEqualTo(401);
            assertThat(receiver.post(changed, HEADER, right).statusCode())
                    .as("of another body")
                    .isEqualTo(401);
            assertThat(receiver.post(BODY, HEADER, right.substring(7)).statusCode())
                    .as("without sha256=")
                    .isEqualTo(401);
            assertThat(receiver.post(BODY, HEADER, right + "0").statusCode())
                    .as("too long")
                    .isEqualTo(401);
            assertThat(receiver.post(BODY, HEADER, right.replaceFirst("=.", "=g"))
                            .statusCode())
                    .as("not hexadecimal")
                    .isEqualTo(401);
            assertThat(receiver.post(BODY, HEADER, right, HEADER, right).statusCode())
                    .as("doubled")
                    .isEqualTo(401);
            assertThat(receiver.post(BODY, HEADER, right + "," + right).statusCode())
                    .as("joined")
                    .isEqualTo(401);
            assertThat(receiver.post(BODY, "X-Hub-Signature", right).statusCode())
                    .as("the older header")
                    .isEqualTo(401);
            assertThat(receiver.post(BODY, HEADER, wrong).body()).isEmpty();
            assertThat(receiver.events()).isEmpty();
            assertThat(receiver.deliveries("bad_signature")).isEqualTo(10);

            // And
            assertThat(receiver.post(BODY, HEADER, right).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void storesARepeatedDeliveryOnce() {
        try (TestReceiver receiver = TestReceiver.start(folder)) {
            // When
            receiver.deliver(message("m1"));
            HttpResponse<String> again = receiver.deliver(message("m1"));

            // Then
            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(receiver.events()).hasSize(1);
            assertThat(receiver.metrics
                            .get("instagram_events_duplicate_total")
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void holdsItsEventsAfterARestart() {
        // Given
        try (TestReceiver receiver = TestReceiver.start(folder)) {
            receiver.deliver(message("m1"));
        }

        // When
        try (TestReceiver receiver = TestReceiver.start(folder)) {
            receiver.deliver(message("m1"));
            receiver.deliver(message("m2"));

            // Then
            assertThat(receiver.events()).extracting(StoredEvent::sequence).containsExactly(1L, 2L);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        unknown_account | {"object":"instagram","entry":[{"id":"1","messaging":[{"sender":{"id":"2"},"recipient":{"id":"1"},"message":{"mid":"m"}}]}]}
        unknown_object  | {"object":"page","entry":[{"id":"17841405822304914","messaging":[{"message":{"mid":"m"}}]}]}
        unknown_kind    | {"object":"instagram","entry":[{"id":"17841405822304914","messaging":[{"new_kind":{}}]}]}
        empty           | {"object":"instagram","entry":[]}
        malformed       | {"object":"instagram"
        """)
    void storesWhatItDoesNotUnderstand(String reason, String body) {
        try (TestReceiver receiver = TestReceiver.start(folder)) {
            // When
            HttpResponse<String> answer = receiver.deliver(body);

            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(receiver.events()).singleElement().satisfies(event -> {
                assertThat(event.event()).isEqualTo("unknown");
                assertThat(event.data()).contains("\"reason\":\"" + reason + "\"");
                assertThat(new String(receiver.log().raw(event.id()).orElseThrow(), UTF_8))
                        .isSubstringOf(body);
            });
            assertThat(receiver.metrics
                            .get("instagram_events_unknown_total")
                            .tag("reason", reason)
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void storesABatchAsItsEventsInOrder() {
        try (TestReceiver receiver = TestReceiver.start(folder)) {
            // Given
            StringBuilder items = new StringBuilder(item("m0"));
            for (int i = 1; i < 1_000; i++) {
                items.append(',').append(item("m" + i));
            }

            // When
            HttpResponse<String> answer = receiver.deliver(envelope(items.toString()));

            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(receiver.events()).hasSize(1_000);
            assertThat(receiver.events().get(999).data()).contains("\"id\":\"m999\"");
        }
    }

    @Test
    void takesBothSecretsWhileOneIsReplaced() {
        try (TestReceiver receiver = TestReceiver.start(folder)) {
            // Given
            assertThat(receiver.deliver(message("m1")).statusCode()).isEqualTo(200);

            // When
            TestReceiver.write(folder, "old-app-secret", TestReceiver.APP_SECRET);
            TestReceiver.write(folder, "app-secret", "a new secret");
            await().until(() -> receiver.problem().isEmpty());

            // Then
            assertThat(receiver.deliver(message("m2")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void asksMetaToComeAgainWhileThereIsNoAppSecret() {
        try (TestReceiver receiver = TestReceiver.start(folder)) {
            // Given
            TestReceiver.write(folder, "app-secret", "\n");
            await().until(() -> receiver.problem().isPresent());

            // When
            HttpResponse<String> answer = receiver.deliver(message("m1"));

            // Then
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("10");
            assertThat(receiver.problem())
                    .hasValueSatisfying(problem -> assertThat(problem).startsWith("app.secretFiles: "));

            // And
            TestReceiver.write(folder, "app-secret", TestReceiver.APP_SECRET);
            await().until(() -> receiver.deliver(message("m1")).statusCode() == 200);
        }
    }

    @Test
    void asksMetaToComeAgainWhileTheLogIsClosed() {
        try (TestReceiver receiver = TestReceiver.start(folder)) {
            // Given
            receiver.log().close();

            // When
            HttpResponse<String> answer = receiver.deliver(message("m1"));

            // Then
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("10");
            assertThat(receiver.post(BODY, HEADER, "sha256=" + "0".repeat(64)).statusCode())
                    .isEqualTo(401);
            assertThat(receiver.problem()).isPresent();
        }
    }

    @Test
    void asksMetaToComeAgainUntilThereIsAValidConfiguration() {
        try (TestReceiver receiver = TestReceiver.startWithBrokenConfiguration(folder)) {
            // When
            HttpResponse<String> answer = receiver.deliver(message("m1"));

            // Then
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(receiver.problem())
                    .hasValueSatisfying(problem -> assertThat(problem).startsWith("nonsense: is unknown"));

            // When
            receiver.repairConfiguration();

            // Then
            await().until(() -> receiver.deliver(message("m1")).statusCode() == 200);
        }
    }

    @Test
    void asksMetaToComeAgainIfStoringTakesTooLong() {
        try (TestReceiver receiver = TestReceiver.startImpatient(folder)) {
            // Given
            CompletableFuture<Void> diskIsBack = new CompletableFuture<>();
            var busy = receiver.log().write(tx -> diskIsBack.join());

            // Then
            assertThat(receiver.deliver(message("m1")).statusCode()).isEqualTo(503);

            // And
            diskIsBack.complete(null);
            busy.toCompletableFuture().join();
            assertThat(receiver.deliver(message("m1")).statusCode()).isEqualTo(200);
            assertThat(receiver.events()).hasSize(1);
        }
    }
}
