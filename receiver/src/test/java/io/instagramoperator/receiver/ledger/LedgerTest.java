package io.instagramoperator.receiver.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Protects the promise of the whole: nothing acknowledged is lost, nothing is invented or altered, order is kept. Run it with
 * {@code -Dledger.rounds=300} for hours, and with {@code -Dledger.jar=…/quarkus-run.jar} against the built receiver.
 */
class LedgerTest {

    private static final int ROUNDS = Integer.getInteger("ledger.rounds", 3);
    private static final int KILLED = 128 + 9;

    /** So that files stay small. */
    private static final int ROUNDS_PER_SCENE = 10;

    private static final long SEED = Long.getLong("ledger.seed", new Random().nextLong());

    private final Random random = new Random(SEED);
    private final Path home;

    LedgerTest(@TempDir Path home) {
        this.home = home;
    }

    /** What becomes of the disk after a kill. */
    private enum Power {
        STAYS,
        FAILS,
        FAILS_WITH_PIECES_WRITTEN;

        void after(Scene scene, Random random) throws Exception {
            switch (this) {
                case STAYS -> {}
                case FAILS -> scene.disk().losePower();
                case FAILS_WITH_PIECES_WRITTEN -> scene.disk().losePowerWithPiecesWritten(random);
            }
        }
    }

    @Test
    void losesNothingWhenKilledAtRandomMoments() throws Exception {
        killAtRandomMoments(Power.STAYS);
    }

    @Test
    void losesNothingWhenThePowerFailsAtRandomMoments() throws Exception {
        killAtRandomMoments(Power.FAILS_WITH_PIECES_WRITTEN);
    }

    private void killAtRandomMoments(Power power) throws Exception {
        for (int done = 0; done < ROUNDS; done += ROUNDS_PER_SCENE) {
            try (Scene scene = new Scene(home.resolve("scene" + done))) {
                for (int round = done; round < Math.min(ROUNDS, done + ROUNDS_PER_SCENE); round++) {
                    // Given
                    scene.start(Fault.NONE);
                    scene.awaitAcknowledgements(1 + random.nextInt(200));

                    // When
                    scene.kill();
                    power.after(scene, random);

                    // Then
                    assertClean(scene.audit(), "round " + round);
                }
                assertClean(scene.finish(), "the end");
            }
        }
    }

    @ParameterizedTest(name = "{0}, the power {1}")
    @CsvSource({
        "before wal-write, 600, STAYS",
        "inside wal-write, 600, FAILS_WITH_PIECES_WRITTEN",
        "after wal-write,  600, STAYS",
        "before wal-sync,   80, FAILS",
        "after wal-sync,    80, FAILS",
        "before answer,     80, FAILS_WITH_PIECES_WRITTEN",
        "after answer,      80, FAILS",
        "before db-write,  300, STAYS",
        "inside db-write,  300, FAILS_WITH_PIECES_WRITTEN",
        "after db-write,   300, FAILS",
        "before db-sync,     2, FAILS_WITH_PIECES_WRITTEN",
        "after db-sync,      2, FAILS_WITH_PIECES_WRITTEN",
    })
    void losesNothingWhenKilledAtAPointOfTheCommit(String point, int calls, Power power) throws Exception {
        try (Scene scene = new Scene(home)) {
            // Given
            for (int round = 0; round < Math.max(1, ROUNDS / ROUNDS_PER_SCENE); round++) {
                // When
                scene.start(Fault.killed(point, 1 + random.nextInt(calls)));
                int exit = scene.awaitEnd();
                power.after(scene, random);

                // Then
                assertThat(exit).isEqualTo(KILLED);
                assertClean(scene.audit(), "round " + round);
            }
            assertClean(scene.finish(), "the end");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endsTheProcessAfterAFailedSyncAndLosesNothing(boolean onlyOne) throws Exception {
        try (Scene scene = new Scene(home)) {
            // When
            int nth = 20 + random.nextInt(60);
            scene.start(
                    onlyOne
                            ? Fault.once("wal-sync", nth, Fault.DiskError.EIO)
                            : Fault.fromThenOn("wal-sync", nth, Fault.DiskError.EIO));
            int exit = scene.awaitEnd();
            Audit.Findings atOnce = scene.audit();
            // What the failed sync left in memory may be acknowledged as repeated by the next process; then the power
            // fails.
            scene.start(Fault.NONE);
            scene.awaitAcknowledgements(40);
            scene.kill();
            scene.disk().losePower();

            // Then
            assertThat(exit).isEqualTo(1);
            assertThat(scene.receiverSaid()).contains("Nothing more is acknowledged; the process ends");
            assertClean(atOnce, "after the failure");
            assertClean(scene.audit(), "after the power has failed too");
            assertClean(scene.finish(), "the end");
        }
    }

    @ParameterizedTest
    @CsvSource({"wal-write, EIO", "wal-write, ENOSPC", "wal-write, EROFS", "db-write, EIO", "db-sync, EIO"})
    void endsTheProcessAfterAFailedWriteAndLosesNothing(String place, Fault.DiskError error) throws Exception {
        try (Scene scene = new Scene(home)) {
            // When
            scene.start(Fault.fromThenOn(place, place.equals("db-sync") ? 2 : 200, error));
            int exit = scene.awaitEnd();
            scene.disk().losePower();

            // Then
            assertThat(exit).isEqualTo(1);
            assertClean(scene.audit(), "after the failure");
            assertClean(scene.finish(), "the end");
        }
    }

    @Test
    void findsOutThatTheSyncIsLeftOut() throws Exception {
        try (Scene scene = new Scene(home)) {
            // When
            scene.start(Fault.NO_SYNC);
            scene.awaitAcknowledgements(50);
            scene.kill();
            scene.disk().losePower();

            // Then
            assertThat(scene.audit().lost()).isNotEmpty();
        }
    }

    @Test
    void findsOutThatTheAnswerComesBeforeTheCommit() throws Exception {
        try (Scene scene = new Scene(home)) {
            // When
            scene.patch(AnswersTooEarly.patchedClasses(home.resolve("patched")));
            scene.start(Fault.killed("before wal-write", 100));
            scene.awaitEnd();

            // Then
            assertThat(scene.audit().lost()).isNotEmpty();
        }
    }

    private static void assertClean(Audit.Findings findings, String when) {
        assertThat(findings).as("%s, -Dledger.seed=%d", when, SEED).isEqualTo(Audit.Findings.none());
    }
}
