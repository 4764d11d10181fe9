package io.instagramoperator.receiver.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Protects the promise of replies: no customer gets one twice, none is silently forgotten, order is kept, and each echo names its
 * reply, whenever the receiver is killed and whatever Meta answers. {@code -Dledger.rounds} and {@code -Dledger.seed} as in
 * {@link LedgerTest}.
 */
class ReplyLedgerTest {

    private static final int ROUNDS = Integer.getInteger("ledger.rounds", 3);
    private static final long SEED = Long.getLong("ledger.seed", new Random().nextLong());
    private static final int CONVERSATIONS = 8;

    /** Of so many calls one is chosen: a reply takes three commits, its mark, its end and its acceptance. */
    private static final int CALLS = 60;

    private static final List<String> POINTS =
            List.of("before wal-write", "after wal-write", "before wal-sync", "after wal-sync");

    private final Random random = new Random(SEED);
    private final Path home;

    ReplyLedgerTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void sendsEachOnceWhenKilledAtRandomMoments() throws Exception {
        try (ReplyScene scene = new ReplyScene(home, random, CONVERSATIONS)) {
            for (int round = 0; round < ROUNDS; round++) {
                scene.start(Fault.NONE);
                scene.awaitReceived(1 + random.nextInt(40));
                scene.kill();
            }
            assertAllIsRight(scene);
        }
    }

    @Test
    void sendsEachOnceWhenKilledBetweenTheMessageAndItsAnswer() throws Exception {
        try (ReplyScene scene = new ReplyScene(home, random, CONVERSATIONS)) {
            for (int round = 0; round < ROUNDS; round++) {
                scene.start(Fault.NONE);
                scene.awaitReceived(1 + random.nextInt(10));
                scene.killWhenOneHasArrived();
            }
            assertAllIsRight(scene);
        }
    }

    @Test
    void sendsEachOnceWhenThePowerFailsAtEachPointOfTheCommit() throws Exception {
        try (ReplyScene scene = new ReplyScene(home, random, CONVERSATIONS)) {
            for (int round = 0; round < Math.max(ROUNDS, POINTS.size()); round++) {
                scene.start(Fault.killed(POINTS.get(round % POINTS.size()), 20 + random.nextInt(CALLS)));
                scene.awaitEnd();
                scene.losePower();
            }
            assertAllIsRight(scene);
        }
    }

    private static void assertAllIsRight(ReplyScene scene) throws Exception {
        scene.finish();
        assertThat(ReplyAudit.of(scene)).as("-Dledger.seed=%d", SEED).isEmpty();
        assertThat(scene.accepted()).isNotEmpty();
    }
}
