package io.instagramoperator.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.gateway.GatewayHome;
import io.instagramoperator.gateway.jar.RunningGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Protects the promise of the whole also where a gateway stands in between: whoever is killed, nothing acknowledged to Meta is lost,
 * nothing is invented or altered, order is kept. Run it with {@code -Dledger.rounds=100} for longer.
 */
class LedgerJarTest {

    private static final int ROUNDS = Integer.getInteger("ledger.rounds", 4);
    private static final long SEED = Long.getLong("ledger.seed", new Random().nextLong());
    private static final int MOST_DELIVERIES_BETWEEN_KILLS = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void losesNothingWhenEitherSideIsKilledAtAnyTime() throws Exception {
        Random random = new Random(SEED);
        try (RunningReceiver acme = receiver("1001");
                RunningReceiver shop = receiver("1002");
                RunningGateway gateway = new RunningGateway(
                        new GatewayHome(folder.resolve("gateway")).with(acme.account(), shop.account()))) {
            // Given
            List.of(acme, shop).forEach(RunningReceiver::awaitReady);
            gateway.awaitReady();
            Generator generator = new Generator(gateway.meta(), List.of("1001", "1002"));
            generator.start(random);

            // When
            for (int round = 0; round < ROUNDS; round++) {
                int wanted = generator.acknowledgements() + 1 + random.nextInt(MOST_DELIVERIES_BETWEEN_KILLS);
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> generator.acknowledgements() >= wanted);
                switch (round % 4) {
                    case 0, 2 -> {
                        gateway.process().kill();
                        gateway.process().start();
                    }
                    case 1 -> {
                        acme.process().kill();
                        acme.process().start();
                    }
                    default -> {
                        shop.process().kill();
                        gateway.process().kill();
                        gateway.process().start();
                        shop.process().start();
                    }
                }
            }
            generator.finish();

            // Then
            assertThat(generator.acknowledged()).isEqualTo(generator.sent()).isNotEmpty();
            for (RunningReceiver receiver : List.of(acme.awaitReady(), shop.awaitReady())) {
                assertThat(Findings.of(
                                receiver.account().instagramId(),
                                receiver.stored(),
                                generator.sent(),
                                generator.acknowledged()))
                        .as("%s, -Dledger.seed=%d", receiver.account().name(), SEED)
                        .isEqualTo(Findings.none());
            }
        }
    }

    private RunningReceiver receiver(String instagramId) throws Exception {
        return new RunningReceiver(Files.createDirectories(folder.resolve(instagramId)), instagramId);
    }
}
