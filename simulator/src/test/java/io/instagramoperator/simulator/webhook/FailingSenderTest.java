package io.instagramoperator.simulator.webhook;

import static io.instagramoperator.simulator.SimulatedAccount.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.instagramoperator.instagram.payload.Container;
import io.instagramoperator.simulator.CallbackServer;
import io.instagramoperator.simulator.SimulatedAccount;
import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.Directory;
import io.instagramoperator.simulator.state.Journal;
import io.instagramoperator.simulator.state.Misbehaviour;
import io.instagramoperator.simulator.state.SimulatorClock;
import io.instagramoperator.simulator.state.Subscriptions;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mistake in this program costs the delivery that it happens with, and no other. */
@QuarkusTest
class FailingSenderTest {

    /** So many that two groups of them do not go together. */
    private static final List<JsonNode> MANY =
            Collections.nCopies(Lane.MAX_UPDATES - 1, JsonNodeFactory.instance.objectNode());

    /** Fails with the first call, and takes the others. */
    private static final class FailingOnce extends Callback {

        private final AtomicInteger calls = new AtomicInteger();

        @Override
        Answer post(URI uri, Map<String, String> headers, byte[] body) {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("a mistake");
            }
            return new Answer.Status(200, "");
        }
    }

    @Inject
    Directory directory;

    @Inject
    Subscriptions subscriptions;

    @Inject
    Misbehaviour misbehaviour;

    @Inject
    Audience audience;

    @Inject
    Deliveries deliveries;

    @Inject
    Journal journal;

    @Inject
    Outages outages;

    @Inject
    SimulatorClock clock;

    private CallbackServer callback;
    private WebhookSender sender;
    private Account account;

    @BeforeEach
    void start() throws IOException {
        callback = CallbackServer.start();
        sender = new WebhookSender(
                directory,
                subscriptions,
                misbehaviour,
                audience,
                new FailingOnce(),
                deliveries,
                journal,
                outages,
                clock);
        account = directory
                .account(SimulatedAccount.facebook().subscribedTo(callback).instagramId())
                .orElseThrow();
    }

    @AfterEach
    void stop() {
        RestAssured.delete("/control/misbehaviour");
        callback.close();
    }

    @Test
    void sends_what_waits_behind_a_delivery_that_fails() {
        // Given
        json(Map.of("webhooksPaused", true)).put("/control/misbehaviour").then().statusCode(204);
        sender.send(account, Container.MESSAGING, MANY);
        sender.send(account, Container.MESSAGING, MANY);
        RestAssured.delete("/control/misbehaviour").then().statusCode(204);

        // When
        sender.resume();

        // Then
        await().untilAsserted(() -> assertThat(deliveries.last(account.instagramId(), 3))
                .extracting(delivery -> delivery.report().state())
                .containsExactly(Delivery.State.Delivered, Delivery.State.Abandoned));
        assertThat(deliveries
                        .last(account.instagramId(), 3)
                        .getLast()
                        .report()
                        .lastError()
                        .orElseThrow())
                .isEqualTo("it cannot be sent: java.lang.IllegalStateException: a mistake");
    }

    @Test
    void tells_who_waits_for_the_delivery_that_fails() {
        // When
        Dispatch.Queued queued = (Dispatch.Queued) sender.send(account, Container.MESSAGING, MANY);

        // Then
        CompletableFuture<List<Delivery>> all = queued.all();
        await().until(all::isDone);
        assertThat(all.exceptionNow()).hasMessage("a mistake");
    }
}
