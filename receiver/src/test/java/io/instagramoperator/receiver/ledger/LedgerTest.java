package io.instagramoperator.receiver.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.ledger.Fault.DiskError;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
            // Few calls: while it recovers. Many: in a checkpoint after a commit.
            new Point("before db-write", 20, Power.STAYS),
            new Point("inside db-write", 20, Power.FAILS_WITH_PIECES_WRITTEN),
            new Point("after db-write", 2_000, Power.FAILS),
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

    @Test
    void endsTheProcessWhenItsDiskFailsAndLosesNothing() throws Exception {
        try (Scene scene = new Scene(home)) {
            for (Fault fault : List.of(
                    Fault.once("wal-write", 1 + random.nextInt(300), DiskError.ENOSPC),
                    Fault.fromThenOn("wal-write", 1 + random.nextInt(300), DiskError.EIO),
                    Fault.fromThenOn("wal-write", 1 + random.nextInt(300), DiskError.EROFS),
                    Fault.fromThenOn("wal-sync", 1 + random.nextInt(80), DiskError.EIO),
                    Fault.once("wal-sync", 1 + random.nextInt(80), DiskError.EIO))) {
                // When
                scene.start(fault);
                int exit = scene.awaitEnd();

                // Then
                assertThat(exit).as(fault.text()).isEqualTo(1);
                assertClean(scene.audit(), fault.text());
            }
            // What a failed sync has left in memory is recognised by the next process as repeated; then the power
            // fails.
            scene.start(Fault.NONE);
            scene.awaitAcknowledgements(20);
            scene.kill();
            scene.disk().losePower();
            assertClean(scene.audit(), "after a failed sync and a loss of power");
            assertThat(scene.receiverSaid()).contains("Nothing more is acknowledged; the process ends");
            assertClean(scene.finish(), "the end");
        }
    }

    @Test
    void losesNothingWhenCheckpointsFail() throws Exception {
        try (Scene scene = new Scene(home)) {
            // Given
            scene.start(Fault.NONE);
            scene.awaitAcknowledgements(1);
            scene.stop();

            // When
            scene.start(Fault.fromThenOn("db-write", 1, DiskError.EIO));
            int exit = scene.awaitEnd();
            scene.disk().losePowerWithPiecesWritten(random);

            // Then
            assertThat(exit).isEqualTo(1);
            assertThat(scene.receiverSaid()).contains("cannot be written back into the database");
            assertClean(scene.audit(), "after the failure");
            assertClean(scene.finish(), "the end");
        }
    }

    @Test
    void takesWebhooksAgainWhenThereAreFileDescriptorsAgain() throws Exception {
        try (Scene scene = new Scene(home)) {
            // Given
            Process receiver = scene.start(Fault.NONE);
            scene.awaitAcknowledgements(20);

            // When
            scene.limitFileDescriptors(receiver, 1);
            scene.awaitRefusal();
            scene.limitFileDescriptors(receiver, 1_024);
            scene.awaitAcknowledgements(20);
            scene.kill();

            // Then
            assertClean(scene.audit(), "after the kill");
            assertClean(scene.finish(), "the end");
        }
    }

    @Test
    void refusesWebhooksOnAFullDiskAndTakesThemAgainWhenThereIsRoom() throws Exception {
        try (SmallDisk small = new SmallDisk(home.resolve("data"));
                Scene scene = new Scene(home)) {
            // Given
            small.fillUpTo(56);
            scene.start(Fault.NONE);

            // When
            scene.awaitReceiverSays("The log is FULL, was OPEN");
            small.makeRoom();
            scene.awaitReceiverSays("The log is OPEN, was FULL");
            scene.awaitAcknowledgements(20);
            scene.kill();

            // Then
            assertClean(scene.audit(), "after the kill");
            assertClean(scene.finish(), "the end");
        }
    }

    @Test
    void losesNothingWhenTheDiskIsFullAtOnceAndTheNextProcessFindsNoRoom() throws Exception {
        try (SmallDisk small = new SmallDisk(home.resolve("data"));
                Scene scene = new Scene(home)) {
            // Given
            scene.start(Fault.NONE);
            scene.awaitAcknowledgements(20);
            scene.kill();

            // When
            small.fillUpTo(0);
            scene.start(Fault.NONE);
            scene.awaitReceiverSays("no room|FULL|full");
            small.makeRoom();
            scene.awaitAcknowledgements(20);
            scene.kill();

            // Then
            assertClean(scene.audit(), "after the kill");
            assertClean(scene.finish(), "the end");
        }
    }

    @Test
    void takesWebhooksAgainWhenAReadOnlyDiskCanBeWritten() throws Exception {
        try (SmallDisk small = new SmallDisk(home.resolve("data"));
                Scene scene = new Scene(home)) {
            // Given
            scene.start(Fault.NONE);
            scene.awaitAcknowledgements(20);
            scene.kill();

            // When
            small.remount("ro");
            scene.start(Fault.NONE);
            scene.awaitReceiverSays("store.embedded.path: .* cannot be used: .*Read-only");
            small.remount("rw");
            scene.awaitAcknowledgements(20);
            scene.kill();

            // Then
            assertClean(scene.audit(), "after the kill");
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
