package io.instagramoperator.gateway.deliveries;

import static io.instagramoperator.gateway.Meta.delivery;
import static io.instagramoperator.gateway.Meta.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.gateway.FakeReceiver;
import io.instagramoperator.gateway.FakeReceiver.Behaviour;
import io.instagramoperator.gateway.GatewayHome;
import io.instagramoperator.gateway.TestGateway;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes for a receiver while it is busy is passed on in few requests, as a group, and each delivery is answered for itself. */
class SharedRequestsTest {

    private static final String ACCOUNT = "1001";
    private static final int REQUESTS_AT_ONCE = 4;
    private static final int MANY = 50;
    private static final int MOST_BYTES = 64 * 1024;

    private final CountDownLatch free = new CountDownLatch(1);
    private final FakeReceiver receiver = new FakeReceiver(ACCOUNT, GatewayHome.APP_SECRET);

    @TempDir
    Path folder;

    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = new TestGateway(new GatewayHome(folder).with(receiver.account()));
    }

    @AfterEach
    void stop() {
        free.countDown();
        gateway.close();
        receiver.close();
    }

    @Test
    void passesOnTogetherWhatHasComeMeanwhile() {
        // Given
        List<CompletableFuture<HttpResponse<String>>> first = keepBusy();
        List<String> messages = IntStream.range(0, MANY)
                .mapToObj(i -> message(ACCOUNT, "m" + i))
                .toList();

        // When
        List<CompletableFuture<HttpResponse<String>>> then = deliver(messages);
        free.countDown();

        // Then
        assertThat(first).allSatisfy(SharedRequestsTest::isAcknowledged);
        assertThat(then).allSatisfy(SharedRequestsTest::isAcknowledged);
        assertThat(receiver.entries()).hasSize(REQUESTS_AT_ONCE + MANY).containsAll(messages);
        assertThat(receiver.requests()).isLessThanOrEqualTo(2 * REQUESTS_AT_ONCE);
        assertThat(gateway.standing(receiver.account()).waiting()).isZero();
        assertThat(gateway.count(
                        "instagram_gateway_forwards_total",
                        "account",
                        receiver.account().name(),
                        "outcome",
                        "stored"))
                .isEqualTo(REQUESTS_AT_ONCE + MANY);
    }

    @Test
    void asksForAllOfARequestAgainThatIsNotStored() {
        // Given
        List<CompletableFuture<HttpResponse<String>>> first = keepBusy();
        List<CompletableFuture<HttpResponse<String>>> then =
                deliver(List.of(message(ACCOUNT, "m1"), message(ACCOUNT, "m2")));

        // When
        receiver.does(Behaviour.answers(503));
        free.countDown();

        // Then
        assertThat(first).allSatisfy(SharedRequestsTest::isAcknowledged);
        assertThat(then)
                .allSatisfy(delivery -> assertThat(delivery.join().statusCode()).isEqualTo(503));
    }

    @Test
    void keepsARequestSoSmallThatAReceiverReadsItAtOnce() {
        // Given
        List<CompletableFuture<HttpResponse<String>>> first = keepBusy();
        String text = "x".repeat(MOST_BYTES / 4);
        List<String> messages = IntStream.range(0, 12)
                .mapToObj(i -> message(ACCOUNT, "m" + i + text))
                .toList();

        // When
        List<CompletableFuture<HttpResponse<String>>> then = deliver(messages);
        free.countDown();

        // Then
        assertThat(first).allSatisfy(SharedRequestsTest::isAcknowledged);
        assertThat(then).allSatisfy(SharedRequestsTest::isAcknowledged);
        assertThat(receiver.entries()).containsAll(messages);
        assertThat(receiver.bodies()).allSatisfy(body -> assertThat(body).hasSizeLessThanOrEqualTo(MOST_BYTES));
    }

    @Test
    void keepsApartWhatIsOfAnotherObject() {
        // Given
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>(keepBusy());
        String entry = message(ACCOUNT, "m1");

        // When
        all.addAll(
                List.of(deliverBody(delivery(entry)), deliverBody("{\"object\":\"page\",\"entry\":[" + entry + "]}")));
        await().until(() -> gateway.standing(receiver.account()).waiting() == REQUESTS_AT_ONCE + 2);
        free.countDown();

        // Then
        assertThat(all).allSatisfy(SharedRequestsTest::isAcknowledged);
        assertThat(receiver.bodies())
                .contains(delivery(entry), "{\"object\":\"page\",\"entry\":[" + entry + "]}")
                .hasSize(REQUESTS_AT_ONCE + 2);
    }

    /** As many requests as there may be are under way until {@link #free}. */
    private List<CompletableFuture<HttpResponse<String>>> keepBusy() {
        receiver.does((exchange, store) -> {
            free.await();
            Behaviour.STORES.on(exchange, store);
        });
        List<CompletableFuture<HttpResponse<String>>> busy = new ArrayList<>();
        for (int i = 0; i < REQUESTS_AT_ONCE; i++) {
            busy.add(deliverBody(delivery(message(ACCOUNT, "busy" + i))));
            int requests = i + 1;
            await().until(() -> receiver.requests() == requests);
        }
        receiver.does(Behaviour.STORES);
        return busy;
    }

    private List<CompletableFuture<HttpResponse<String>>> deliver(List<String> messages) {
        List<CompletableFuture<HttpResponse<String>>> deliveries =
                messages.stream().map(message -> deliverBody(delivery(message))).toList();
        await().until(() -> gateway.standing(receiver.account()).waiting() == REQUESTS_AT_ONCE + messages.size());
        assertThat(receiver.requests()).isEqualTo(REQUESTS_AT_ONCE);
        return deliveries;
    }

    private CompletableFuture<HttpResponse<String>> deliverBody(String body) {
        return gateway.meta().deliverSigned(body, GatewayHome.APP_SECRET);
    }

    private static void isAcknowledged(CompletableFuture<HttpResponse<String>> delivery) {
        assertThat(delivery.join().statusCode()).isEqualTo(200);
    }
}
