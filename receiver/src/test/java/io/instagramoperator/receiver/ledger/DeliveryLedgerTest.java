package io.instagramoperator.receiver.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Protects the promise up to the application: what was acknowledged to Meta is delivered, in order within a conversation, and what
 * comes twice is bounded. The sink flaps, answers in any order, and cuts connections all the time. {@code -Dledger.rounds} and
 * {@code -Dledger.seed} as in {@link LedgerTest}.
 */
class DeliveryLedgerTest {

    private static final int ROUNDS = Integer.getInteger("ledger.rounds", 3);
    private static final long SEED = Long.getLong("ledger.seed", new Random().nextLong());
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int MAX_IN_FLIGHT = 8;

    /** Meta is much faster than the sink; what piles up has to be delivered in the end. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Random random = new Random(SEED);
    private final Path home;

    DeliveryLedgerTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void deliversAllInOrderWhenTheReceiverIsKilledAtRandomMoments() throws Exception {
        try (Scene scene = new Scene(home, PAUSE);
                SinkProcess sink = new SinkProcess(home, SEED)) {
            // Given
            scene.subscribe(sink.subscription(MAX_IN_FLIGHT));
            sink.start();

            // When
            for (int round = 0; round < ROUNDS; round++) {
                scene.start(Fault.NONE);
                scene.awaitAcknowledgements(1 + random.nextInt(100));
                awaitMore(sink, 1 + random.nextInt(200));
                scene.kill();
            }

            // Then
            assertAllIsDelivered(scene, sink, ROUNDS);
        }
    }

    @Test
    void deliversAllInOrderWhenTheSinkIsKilledAtRandomMoments() throws Exception {
        try (Scene scene = new Scene(home, PAUSE);
                SinkProcess sink = new SinkProcess(home, SEED)) {
            // Given
            scene.subscribe(sink.subscription(MAX_IN_FLIGHT));
            scene.start(Fault.NONE);

            // When
            for (int round = 0; round < ROUNDS; round++) {
                sink.start();
                awaitMore(sink, 1 + random.nextInt(200));
                sink.kill();
                scene.awaitAcknowledgements(1 + random.nextInt(100));
            }
            scene.stop();

            // Then
            sink.start();
            assertAllIsDelivered(scene, sink, 0);
        }
    }

    private static void awaitMore(SinkProcess sink, int more) {
        int wanted = sink.ledger().messages() + more;
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> sink.ledger().messages() >= wanted);
    }

    /** A last receiver delivers what is left over; a sink that is {@code kills} times without its receiver gets so much twice. */
    private static void assertAllIsDelivered(Scene scene, SinkProcess sink, int kills) throws Exception {
        scene.start(Fault.NONE);
        scene.endGenerator();
        Ledger.Account account = scene.account();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> sink.ledger().messages() >= account.acknowledged().size());
        scene.stop();

        assertThat(account.acknowledged()).isEqualTo(account.sent()).isNotEmpty();
        assertThat(sink.ledger().audit(account)).as("-Dledger.seed=%d", SEED).isEqualTo(DeliveryLedger.Findings.none());
        DeliveryLedger.Repetition repetition = sink.ledger().repetition();
        assertThat(repetition.duplicates())
                .as("duplicates, where %d deliveries were processed and not answered", repetition.unanswered())
                .isLessThanOrEqualTo(repetition.unanswered() + kills * MAX_IN_FLIGHT);
    }
}
