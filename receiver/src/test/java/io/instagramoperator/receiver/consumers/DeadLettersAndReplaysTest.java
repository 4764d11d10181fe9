package io.instagramoperator.receiver.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.instagramoperator.receiver.ReceiverUnderTest;
import io.instagramoperator.receiver.consumers.Shop.Taken;
import io.instagramoperator.receiver.webhook.WebhookEndpoint;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole way of docs/dead-letters.md: a running receiver, what customers write, an application, and its owner at the API. */
@QuarkusTest
@QuarkusTestResource(ReceiverUnderTest.class)
@SuppressWarnings("NullAway.Init") // Quarkus sets the addresses, JUnit calls what makes the rest
class DeadLettersAndReplaysTest {

    private static final String ANNA = "770001";
    private static final String BEN = "770002";

    @Inject
    WebhookEndpoint webhook;

    @TestHTTPResource
    URI api;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    private RunningReceiver receiver;
    private Shop shop;

    /** Which part of the past is asked for. */
    enum Stretch {
        TIME("880001", "880002"),
        CURSOR("880003", "880004"),
        CONVERSATION("880005", "880006");

        private final String anna;
        private final String ben;

        /** Customers of its own, so that none of them has written before. */
        Stretch(String anna, String ben) {
            this.anna = anna;
            this.ben = ben;
        }
    }

    @BeforeEach
    void start() throws IOException {
        receiver = new RunningReceiver(api, management, webhook.port());
        shop = new Shop();
    }

    @AfterEach
    void close() throws IOException {
        receiver.close();
        shop.close();
    }

    @ParameterizedTest
    @EnumSource
    void replaysInOrderWhileNewEventsComeIn(Stretch stretch) throws Exception {
        // Given: a long time ago, and since then
        String name = "replay-" + stretch.name().toLowerCase(Locale.ROOT);
        receiver.subscribe(name, shop.url(), "");
        write(stretch + " old", stretch.anna, stretch.ben);
        eventually(() -> assertThat(shop.taken()).hasSize(6));
        String cursor = settledCursor(name, stretch.ben);
        Instant between = Instant.now();
        await().until(() -> Instant.now().toEpochMilli() > between.toEpochMilli());
        write(stretch + " newer", stretch.anna, stretch.ben);
        eventually(() -> assertThat(shop.taken()).hasSize(12));
        List<Taken> before = shop.taken();

        // When: the shop has no time for old events, and customers go on writing
        CountDownLatch time = new CountDownLatch(1);
        shop.answering(event -> event.replayed() ? afterwards(time) : 204);
        receiver.post(
                "/v1/subscriptions/" + name + "/replay",
                switch (stretch) {
                    case TIME -> "{\"from\":\"" + between.plusMillis(1) + "\"}";
                    case CURSOR -> "{\"after\":\"" + cursor + "\"}";
                    case CONVERSATION -> "{\"conversation\":\"" + stretch.anna + "\"}";
                });
        write(stretch + " live", stretch.anna, stretch.ben);

        // Then: those are not held up
        eventually(() -> assertThat(shop.taken()).hasSize(18));
        assertThat(shop.taken().subList(12, 18)).noneMatch(Taken::replayed);

        // When
        time.countDown();

        // Then: the same events, of each customer in order
        eventually(() -> assertThat(shop.taken()).hasSize(24));
        List<Taken> replayed = shop.taken().subList(18, 24);
        assertThat(replayed).allMatch(Taken::replayed);
        for (String customer : List.of(stretch.anna, stretch.ben)) {
            assertThat(ids(replayed, customer))
                    .isEqualTo(
                            switch (stretch) {
                                case TIME, CURSOR -> ids(before.subList(6, 12), customer);
                                case CONVERSATION -> customer.equals(stretch.anna) ? ids(before, customer) : List.of();
                            });
        }
    }

    @Test
    void givesUpWhatFailsForAMinuteAndDeliversItWhenAskedTo() throws Exception {
        // Given: a shop that cannot do with what Anna writes
        shop.answering(event -> event.customer().equals(ANNA) ? 500 : 204);
        receiver.subscribe("dead", shop.url(), "delivery: { maxAge: 1m },");

        // When
        write("dead", ANNA, BEN);

        // Then: Ben does not wait, and Anna's are given up in the end
        eventually(() -> assertThat(texts()).containsExactly("dead 1", "dead 2", "dead 3"));
        await().atMost(Duration.ofMinutes(2)).until(() -> deadLetters().size() == 3);
        assertThat(deadLetters()).allSatisfy(letter -> {
            assertThat(letter.path("conversation").asText()).isEqualTo(ANNA);
            assertThat(letter.path("reason").asText()).isEqualTo("not delivered within 1m: answered 500");
            assertThat(letter.path("attempts").asInt()).isPositive();
            assertThat(letter.path("firstError").path("kind").asText()).isEqualTo("Status");
            assertThat(letter.path("lastError").path("message").asText()).isEqualTo("answered 500");
        });
        assertThat(deadLetters().getFirst().path("attempts").asInt()).isGreaterThan(3);
        assertThat(receiver.get("/v1/subscriptions/dead").path("deadLetters").asInt())
                .isEqualTo(3);

        // When: the shop is mended, and one is tried again
        shop.answering(_ -> 204);
        String second = deadLetters().get(1).path("id").asText();
        receiver.post("/v1/subscriptions/dead/dead-letters/" + second + "/retry", "");

        // Then
        eventually(() -> assertThat(shop.taken().getLast()).isEqualTo(new Taken(second, ANNA, "dead 2", false)));
        assertThat(deadLetters()).hasSize(2);

        // When
        assertThat(receiver.post("/v1/subscriptions/dead/dead-letters/retry", "")
                        .path("retried")
                        .asInt())
                .isEqualTo(2);

        // Then
        eventually(() -> assertThat(texts().subList(3, texts().size())).containsExactly("dead 2", "dead 1", "dead 3"));
        assertThat(deadLetters()).isEmpty();
        eventually(() -> assertThat(
                        receiver.get("/v1/subscriptions/dead").path("backlog").asInt())
                .isZero());
    }

    /** Each customer writes three times, in turns. */
    private void write(String text, String... customers) throws Exception {
        for (int i = 1; i <= 3; i++) {
            for (String customer : customers) {
                receiver.deliver(customer, text + " " + i);
            }
        }
    }

    /** Behind all that a customer has written, once that is delivered. */
    private String settledCursor(String name, String customer) throws Exception {
        await().until(() ->
                receiver.get("/v1/subscriptions/" + name).path("backlog").asInt() == 0);
        return receiver.get("/v1/events?conversation=" + customer).path("next").asText();
    }

    private List<JsonNode> deadLetters() throws Exception {
        return receiver.get("/v1/subscriptions/dead/dead-letters")
                .path("deadLetters")
                .valueStream()
                .toList();
    }

    private List<String> texts() {
        return shop.taken().stream().map(Taken::text).toList();
    }

    private static List<String> ids(List<Taken> events, String customer) {
        return Stream.of(events)
                .flatMap(List::stream)
                .filter(event -> event.customer().equals(customer))
                .map(Taken::id)
                .toList();
    }

    private static int afterwards(CountDownLatch time) {
        try {
            time.await();
            return 204;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
    }
}
