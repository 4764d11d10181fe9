package io.instagramoperator.receiver.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.receiver.ReceiverUnderTest;
import io.instagramoperator.receiver.webhook.WebhookEndpoint;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
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

    @Inject
    WebhookEndpoint webhook;

    @TestHTTPResource
    URI api;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @TempDir
    Path folder;

    private RunningReceiver receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = new RunningReceiver(api, management, webhook.port());
    }

    @AfterEach
    void putTheConfigurationBack() throws IOException {
        receiver.close();
    }

    @ParameterizedTest
    @EnumSource
    void bringsWhatACustomerWritesInOrder(Language language) throws Exception {
        // Given
        String customer = Integer.toUnsignedString(language.name().hashCode());
        try (RunningConsumer consumer = RunningConsumer.start(language, folder, RunningReceiver.SECRET)) {
            receiver.subscribe(language.name().toLowerCase(Locale.ROOT), consumer.url(), "start: Earliest,");

            // When
            for (String text : List.of("Grüezi!", "Liefert ihr nach Zürich? 😀", "Bis \\\"wann\\\"?")) {
                receiver.deliver(customer, text);
            }

            // Then
            List<String> events = events(customer);
            assertThat(events).hasSize(3);
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(consumer.stored())
                    .filteredOn(line -> line.contains("\"subject\":\"" + customer + "\""))
                    .isEqualTo(events));
        }
    }

    /** What the consumer's file has for the events of a conversation: as the API gives them. */
    private List<String> events(String customer) throws IOException, InterruptedException {
        return StreamSupport.stream(
                        receiver.get("/v1/events?conversation=" + customer)
                                .path("events")
                                .spliterator(),
                        false)
                .map(event -> event + " " + event.path("id").asText())
                .toList();
    }
}
