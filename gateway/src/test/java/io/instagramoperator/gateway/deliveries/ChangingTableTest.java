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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts come, go and move while deliveries are under way. */
class ChangingTableTest {

    private static final String STAYS = "1001";
    private static final String MOVES = "1002";
    private static final String COMES = "1003";

    @TempDir
    Path folder;

    private final List<FakeReceiver> receivers = new ArrayList<>();
    private final FakeReceiver stays = receiver(STAYS);
    private final FakeReceiver before = receiver(MOVES);
    private final FakeReceiver after = receiver(MOVES);
    private final FakeReceiver comes = receiver(COMES);

    @AfterEach
    void stop() {
        receivers.forEach(FakeReceiver::close);
    }

    @Test
    void losesNothingAndSendsNothingToAWrongAccount() throws Exception {
        // Given
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicInteger deliveries = new AtomicInteger();
        AtomicBoolean end = new AtomicBoolean();
        try (TestGateway gateway = new TestGateway(new GatewayHome(folder).with(stays.account(), before.account()))) {
            List<Thread> load = Stream.generate(() -> Thread.ofVirtual().start(() -> {
                        while (!end.get()) {
                            String mid = "m" + deliveries.incrementAndGet();
                            gateway.meta().deliverUntilAcknowledged(delivery(message(STAYS, mid), message(MOVES, mid)));
                            acknowledged.add(mid);
                        }
                    }))
                    .limit(4)
                    .toList();

            // When
            for (int change = 0; change < 20; change++) {
                int sofar = acknowledged.size();
                await().until(() -> acknowledged.size() > sofar + 20);
                FakeReceiver where = change % 2 == 0 ? after : before;
                gateway.serve(
                        change % 3 == 0
                                ? List.of(comes.account(), where.account(), stays.account())
                                : List.of(stays.account(), where.account()));
            }
            end.set(true);
            for (Thread thread : load) {
                thread.join();
            }
        }

        // Then
        assertThat(stays.entries())
                .containsAll(
                        acknowledged.stream().map(mid -> message(STAYS, mid)).toList());
        assertThat(Stream.concat(before.entries().stream(), after.entries().stream()))
                .containsAll(
                        acknowledged.stream().map(mid -> message(MOVES, mid)).toList());
        assertThat(stays.entries()).allMatch(entry -> entry.contains("\"id\":\"" + STAYS + "\""));
        assertThat(Stream.concat(before.entries().stream(), after.entries().stream()))
                .allMatch(entry -> entry.contains("\"id\":\"" + MOVES + "\""));
        assertThat(before.entries()).isNotEmpty();
        assertThat(after.entries()).isNotEmpty();
        assertThat(comes.requests()).isZero();
    }

    @Test
    void asksAReceiverAtANewAddressAtOnce() {
        // Given
        before.does(Behaviour.answers(500));
        try (TestGateway gateway = new TestGateway(new GatewayHome(folder).with(before.account()))) {
            for (int i = 0; i < 6; i++) {
                assertThat(gateway.meta().deliver(delivery(message(MOVES, "m" + i))))
                        .isEqualTo(503);
            }
            assertThat(gateway.standing(before.account()).breaker()).isEqualTo(Breaker.OPEN);

            // When
            gateway.serve(List.of(after.account()));

            // Then
            assertThat(gateway.meta().deliver(delivery(message(MOVES, "m1")))).isEqualTo(200);
        }
    }

    @Test
    void keepsTheStandingOfReceiversThatStay() {
        // Given
        before.does(Behaviour.answers(500));
        try (TestGateway gateway = new TestGateway(new GatewayHome(folder).with(before.account()))) {
            for (int i = 0; i < 5; i++) {
                gateway.meta().deliver(delivery(message(MOVES, "m" + i)));
            }

            // When
            gateway.serve(List.of(comes.account(), before.account()));

            // Then
            assertThat(gateway.standing(before.account()).breaker()).isEqualTo(Breaker.OPEN);
        }
    }

    @Test
    void showsTheFiguresOfTheAccountsInTheTableOnly() {
        // Given
        try (TestGateway gateway = new TestGateway(new GatewayHome(folder).with(stays.account(), before.account()))) {
            assertThat(gateway.accountsInMetrics()).containsExactly("a" + STAYS, "a" + MOVES);
            assertThat(gateway.gauge("instagram_gateway_accounts")).isEqualTo(2);

            // When
            gateway.serve(List.of(comes.account()));

            // Then
            assertThat(gateway.accountsInMetrics()).containsExactly("a" + COMES);
            assertThat(gateway.gauge("instagram_gateway_accounts")).isEqualTo(1);
        }
    }

    @Test
    void goesOnByTheTableInForceWhenANewOneIsRefused() {
        // Given
        GatewayHome home = new GatewayHome(folder).with(stays.account());
        try (TestGateway gateway = new TestGateway(home)) {

            // When
            home.with("accounts", "[ { instagramId: nonsense } ]").file();
            gateway.refresh();

            // Then
            assertThat(gateway.configuration().current().refusal().orElseThrow().message())
                    .contains("accounts[0].instagramId: 'nonsense' is not 1 to 32 digits");
            assertThat(gateway.meta().deliver(delivery(message(STAYS, "m1")))).isEqualTo(200);
        }
    }

    private FakeReceiver receiver(String instagramId) {
        FakeReceiver receiver = new FakeReceiver(instagramId, GatewayHome.APP_SECRET);
        receivers.add(receiver);
        return receiver;
    }
}
