package io.instagramoperator.gateway.deliveries;

import static io.instagramoperator.gateway.Meta.delivery;
import static io.instagramoperator.gateway.Meta.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.gateway.FakeReceiver;
import io.instagramoperator.gateway.FakeReceiver.Behaviour;
import io.instagramoperator.gateway.GatewayHome;
import io.instagramoperator.gateway.TestGateway;
import io.instagramoperator.gateway.forward.Standing.Breaker;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A receiver that is slow, refuses or is gone delays its own account's updates, and costs the others nothing. */
class FailingReceiversTest {

    private static final String BAD = "1001";
    private static final String GOOD = "1002";
    private static final String FORWARDS = "instagram_gateway_forwards_total";

    /** As many failures in a row open a breaker. */
    private static final int FAILURES = 5;

    private final CountDownLatch end = new CountDownLatch(1);
    private final FakeReceiver bad = new FakeReceiver(BAD, GatewayHome.APP_SECRET);
    private final FakeReceiver good = new FakeReceiver(GOOD, GatewayHome.APP_SECRET);

    @TempDir
    Path folder;

    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = new TestGateway(new GatewayHome(folder).with(bad.account(), good.account()));
    }

    @AfterEach
    void stop() {
        end.countDown();
        gateway.close();
        bad.close();
        good.close();
    }

    @Test
    void asksMetaToSendAllAgainWhenOneReceiverCannotStore() {
        // Given
        String body = delivery(message(BAD, "m1"), message(GOOD, "m2"), message(BAD, "m3"));
        bad.does(Behaviour.answers(503));

        // When
        HttpResponse<String> first =
                gateway.meta().deliverSigned(body, GatewayHome.APP_SECRET).join();
        bad.does(Behaviour.STORES);
        int second = gateway.meta().deliver(body);

        // Then
        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.headers().firstValue("Retry-After")).isPresent();
        assertThat(second).isEqualTo(200);
        assertThat(bad.entries()).containsExactly(message(BAD, "m1"), message(BAD, "m3"));
        assertThat(new LinkedHashSet<>(good.entries())).containsExactly(message(GOOD, "m2"));
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 301, 400, 401, 404, 413, 429, 500, 502})
    void acknowledgesNothingButWhatWasAnswered200(int status) {
        // Given
        bad.does(Behaviour.answers(status));

        // When // Then
        assertThat(gateway.meta().deliver(delivery(message(BAD, "m1")))).isEqualTo(503);
        assertThat(gateway.standing(bad.account()).lastError())
                .isPresent()
                .get()
                .satisfies(error -> assertThat(error.message()).contains(Integer.toString(status)));
    }

    @Test
    void storesForTheOthersWhileOneDoesNotAnswer() {
        // Given
        bad.does(Behaviour.hangs(end));

        // When
        CompletableFuture<HttpResponse<String>> both =
                gateway.meta().deliverSigned(delivery(message(BAD, "m1"), message(GOOD, "m2")), GatewayHome.APP_SECRET);
        await().until(() -> good.entries().size() == 1);
        int others = gateway.meta().deliver(delivery(message(GOOD, "m3")));

        // Then
        assertThat(both).isNotDone();
        assertThat(others).isEqualTo(200);
        assertThat(both.join().statusCode()).isEqualTo(503);
        assertThat(gateway.count(FORWARDS, "account", bad.account().name(), "outcome", "timed_out"))
                .isEqualTo(1);
        assertThat(gateway.standing(bad.account()).lastError().orElseThrow().message())
                .isEqualTo("it did not answer in time");
    }

    @Test
    void asksAReceiverThatFailsNoLongerThenOnceThenAgain() {
        // Given
        bad.does(Behaviour.answers(500));
        failInARow();
        assertThat(gateway.standing(bad.account()).breaker()).isEqualTo(Breaker.OPEN);

        // When it is not asked
        assertThat(gateway.meta().deliver(delivery(message(BAD, "m1"), message(GOOD, "m2"))))
                .isEqualTo(503);
        assertThat(bad.requests()).isEqualTo(FAILURES);
        assertThat(good.entries()).containsExactly(message(GOOD, "m2"));

        // When one probe fails, and one does not
        gateway.clock().pass(Duration.ofSeconds(2));
        assertThat(gateway.meta().deliver(delivery(message(BAD, "m1")))).isEqualTo(503);
        assertThat(bad.requests()).isEqualTo(FAILURES + 1);
        assertThat(gateway.meta().deliver(delivery(message(BAD, "m1")))).isEqualTo(503);
        assertThat(bad.requests()).isEqualTo(FAILURES + 1);
        bad.does(Behaviour.STORES);
        gateway.clock().pass(Duration.ofSeconds(10));

        // Then
        assertThat(gateway.meta().deliver(delivery(message(BAD, "m1")))).isEqualTo(200);
        assertThat(gateway.meta().deliver(delivery(message(BAD, "m2")))).isEqualTo(200);
        assertThat(gateway.standing(bad.account()).breaker()).isEqualTo(Breaker.CLOSED);
        assertThat(gateway.standing(bad.account()).lastError()).isEmpty();
        assertThat(gateway.count(FORWARDS, "account", bad.account().name(), "outcome", "rejected"))
                .isEqualTo(2);
    }

    @Test
    void asksOnlyOnceWhileTheProbeIsUnderWay() {
        // Given
        bad.does(Behaviour.answers(500));
        failInARow();
        gateway.clock().pass(Duration.ofSeconds(10));
        bad.does(Behaviour.hangs(end));

        // When
        CompletableFuture<HttpResponse<String>> probe =
                gateway.meta().deliverSigned(delivery(message(BAD, "m1")), GatewayHome.APP_SECRET);
        await().until(() -> bad.requests() == FAILURES + 1);

        // Then
        assertThat(gateway.standing(bad.account()).breaker()).isEqualTo(Breaker.HALF_OPEN);
        assertThat(gateway.meta().deliver(delivery(message(BAD, "m2")))).isEqualTo(503);
        assertThat(bad.requests()).isEqualTo(FAILURES + 1);
        assertThat(probe).isNotDone();
    }

    @Test
    void letsOnlySoManyWaitForOneReceiver() {
        // Given
        bad.does(Behaviour.hangs(end));
        int most = 512;

        // When
        List<CompletableFuture<HttpResponse<String>>> waiting = IntStream.rangeClosed(0, most)
                .mapToObj(i -> gateway.meta().deliverSigned(delivery(message(BAD, "m" + i)), GatewayHome.APP_SECRET))
                .toList();
        await().until(() -> waiting.stream().anyMatch(CompletableFuture::isDone));
        double rejected = gateway.count(FORWARDS, "account", bad.account().name(), "outcome", "rejected");
        int others = gateway.meta().deliver(delivery(message(GOOD, "m1")));

        // Then
        assertThat(rejected).isEqualTo(1);
        assertThat(others).isEqualTo(200);
        assertThat(waiting)
                .allSatisfy(delivery -> assertThat(delivery.join().statusCode()).isEqualTo(503));
        assertThat(gateway.count(FORWARDS, "account", bad.account().name(), "outcome", "timed_out"))
                .isEqualTo(most);
    }

    @Test
    void triesAgainWhenAReceiverIsKilledBetweenCommitAndAnswer() {
        // Given
        String body = delivery(message(BAD, "m1"));
        bad.does((exchange, store) -> {
            bad.does(Behaviour.STORES);
            Behaviour.STORES_AND_CUTS.on(exchange, store);
        });

        // When
        int status = gateway.meta().deliver(body);

        // Then
        assertThat(status).isEqualTo(200);
        assertThat(bad.entries()).containsExactly(message(BAD, "m1"), message(BAD, "m1"));
    }

    @Test
    void triesAgainWhenAKeptConnectionWasClosedMeanwhile() {
        // Given
        assertThat(gateway.meta().deliver(delivery(message(BAD, "m1")))).isEqualTo(200);
        bad.does((exchange, store) -> {
            bad.does(Behaviour.STORES);
            exchange.close();
        });

        // When
        int status = gateway.meta().deliver(delivery(message(BAD, "m2")));

        // Then
        assertThat(status).isEqualTo(200);
        assertThat(bad.entries()).containsExactly(message(BAD, "m1"), message(BAD, "m2"));
        assertThat(gateway.count(FORWARDS, "account", bad.account().name(), "outcome", "unavailable"))
                .isZero();
    }

    @Test
    void deliversAgainToAReceiverThatWasAway() {
        // Given
        bad.close();
        assertThat(gateway.meta().deliver(delivery(message(BAD, "m1"), message(GOOD, "m2"))))
                .isEqualTo(503);
        assertThat(gateway.standing(bad.account()).lastError().orElseThrow().message())
                .startsWith("it cannot be connected to: ");

        // When
        try (FakeReceiver again = FakeReceiver.again(bad, GatewayHome.APP_SECRET)) {
            int status = gateway.meta().deliver(delivery(message(BAD, "m1"), message(GOOD, "m2")));

            // Then
            assertThat(status).isEqualTo(200);
            assertThat(again.entries()).containsExactly(message(BAD, "m1"));
        }
    }

    private void failInARow() {
        for (int i = 0; i < FAILURES; i++) {
            assertThat(gateway.meta().deliver(delivery(message(BAD, "m" + i)))).isEqualTo(503);
        }
    }
}
