package io.instagramoperator.receiver.consumers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.receiver.FakeMeta;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.ReceiverUnderTest;
import io.instagramoperator.receiver.webhook.WebhookServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole way, in the order of the tutorial: a running receiver is told of a consumer, and what customers then write arrives there. */
@QuarkusTest
@QuarkusTestResource(ReceiverUnderTest.class)
@SuppressWarnings("NullAway.Init") // Quarkus sets the addresses, JUnit the folders
class PushToConsumersTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final HttpClient http = HttpClient.newHttpClient();

    @Inject
    WebhookServer webhook;

    @TestHTTPResource
    URI api;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @TempDir
    Path folder;

    private Path configuration;
    private String before;

    @BeforeEach
    void rememberTheConfiguration() throws IOException {
        configuration = Path.of(System.getProperty("RECEIVER_CONFIG"));
        before = Files.readString(configuration);
    }

    @AfterEach
    void putTheConfigurationBack() throws IOException {
        Files.writeString(configuration, before);
    }

    @ParameterizedTest
    @EnumSource
    void bringsWhatACustomerWritesInOrder(Language language) throws Exception {
        // Given
        String customer = Integer.toUnsignedString(language.name().hashCode());
        try (RunningConsumer consumer = RunningConsumer.start(language, folder, SECRET)) {
            subscribe(language, consumer.url());

            // When
            for (String text : List.of("Grüezi!", "Liefert ihr nach Zürich? 😀", "Bis \\\"wann\\\"?")) {
                deliver(customer, text);
            }

            // Then
            List<String> events = events(customer);
            assertThat(events).hasSize(3);
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(consumer.stored())
                    .filteredOn(line -> line.contains("\"subject\":\"" + customer + "\""))
                    .isEqualTo(events));
        }
    }

    /** Adds a subscription to the configuration, and waits until the receiver has read it. */
    private void subscribe(Language language, URI url) throws IOException, InterruptedException {
        Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
        String hash = get(management.resolve("/status")).path("configHash").asText();
        Files.writeString(
                configuration,
                before.replaceAll("(?m)^subscriptions:.*\n", "")
                        + """
                        network: { allow: [ 127.0.0.0/8 ] }
                        subscriptions:
                          - { name: %s, start: Earliest, http: { url: "%s", signingSecretFiles: [ "%s" ] } }
                        """.formatted(language.name().toLowerCase(Locale.ROOT), url, secret));
        await().atMost(Duration.ofSeconds(30)).until(() -> !get(management.resolve("/status"))
                .path("configHash")
                .asText()
                .equals(hash));
    }

    /** What the consumer's file has for the events of a conversation: as the API gives them. */
    private List<String> events(String customer) throws IOException, InterruptedException {
        return StreamSupport.stream(
                        get(api.resolve("/v1/events?conversation=" + customer))
                                .path("events")
                                .spliterator(),
                        false)
                .map(event -> event + " " + event.path("id").asText())
                .toList();
    }

    private void deliver(String customer, String text) throws IOException, InterruptedException {
        String item = "{\"sender\":{\"id\":\"%1$s\"},\"recipient\":{\"id\":\"%2$s\"},\"timestamp\":1747231892000,"
                + "\"message\":{\"mid\":\"%1$s-%3$d\",\"text\":\"%4$s\"}}";
        String body = ("{\"object\":\"instagram\",\"entry\":[{\"time\":1747231893000,\"id\":\"%2$s\",\"messaging\":["
                        + item + "]}]}")
                .formatted(customer, FakeMeta.ACCOUNT, text.hashCode(), text);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + webhook.port() + "/webhooks/social/acme"))
                .header("Content-Type", "application/json")
                .header(
                        "X-Hub-Signature-256",
                        "sha256=" + AppSecret.of(ReceiverHome.APP_SECRET).proofOf(body))
                .POST(BodyPublishers.ofString(body, UTF_8))
                .build();
        assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }

    private JsonNode get(URI url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Authorization", "Bearer " + ReceiverHome.API_TOKEN)
                .build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }
}
