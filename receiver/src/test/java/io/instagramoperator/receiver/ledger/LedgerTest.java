package io.instagramoperator.receiver.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
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

    /**
     * Where it is killed.
     *
     * @param calls at one of so many calls
     */
    private record Point(String name, int calls, Power power) {}

    private static final List<Point> POINTS = List.of(
            new Point("before wal-write", 600, Power.STAYS),
            new Point("inside wal-write", 600, Power.FAILS_WITH_PIECES_WRITTEN),
            new Point("after wal-write", 600, Power.STAYS),
            new Point("before wal-sync", 80, Power.FAILS),
            new Point("after wal-sync", 80, Power.FAILS),
            new Point("before answer", 80, Power.FAILS_WITH_PIECES_WRITTEN),
            new Point("after answer", 80, Power.FAILS),
            new Point("before db-write", 300, Power.STAYS),
            new Point("inside db-write", 300, Power.FAILS_WITH_PIECES_WRITTEN),
            new Point("after db-write", 300, Power.FAILS),
            new Point("before db-sync", 2, Power.FAILS_WITH_PIECES_WRITTEN),
            new Point("after db-sync", 2, Power.FAILS_WITH_PIECES_WRITTEN));

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

    @Test
    void losesNothingWhenKilledAtEachPointOfTheCommit() throws Exception {
        for (int repetition = 0; repetition < Math.max(1, ROUNDS / POINTS.size()); repetition++) {
            try (Scene scene = new Scene(home.resolve("scene" + repetition))) {
                for (Point point : POINTS) {
                    // When
                    Fault fault = Fault.killed(point.name, 1 + random.nextInt(point.calls));
                    scene.start(fault);
                    int exit = scene.awaitEnd();
                    point.power.after(scene, random);

                    // Then
                    assertThat(exit).as(fault.text()).isEqualTo(KILLED);
                    assertClean(scene.audit(), fault + ", the power " + point.power);
                }
                assertClean(scene.finish(), "the end");
            }
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
    @CsvSource({"wal-write, EIO", "wal-write, ENOSPC", "wal-write, EROFS"})
    void endsTheProcessAfterAFailedWriteAndLosesNothing(String place, Fault.DiskError error) throws Exception {
        try (Scene scene = new Scene(home)) {
            // When
            scene.start(Fault.fromThenOn(place, 200, error));
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
