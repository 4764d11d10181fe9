package io.instagramoperator.webhook.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final Pace pace = new Pace(Duration.ofMillis(1), new Random(1));
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final Semaphore mayGoOn = new Semaphore(0);
    private Rounds rounds = of(() -> LONG);

    @AfterEach
    void stop() {
        rounds.stop();
    }

    @Test
    void looksAgainAfterTheTimeThatARoundGives() {
        // When
        rounds = of(() -> done.size() < 3 ? Duration.ofMillis(1) : LONG);
        rounds.start();

        // Then
        await().until(() -> done.size() == 3);
    }

    @Test
    void looksAtOnceWhenSomethingHasChanged() {
        // Given
        rounds.start();
        await().until(() -> done.size() == 1);

        // When
        rounds.nudge();

        // Then
        await().until(() -> done.size() == 2);
    }

    /** A round that nobody has asked for waits twice as long as the troubled one before it. */
    @Test
    void looksOnceForAllThatHasChangedDuringARound() {
        // Given
        Duration first = Duration.ofMillis(10);
        Pace quick = new Pace(first, new Random(1));
        List<Duration> waits = new CopyOnWriteArrayList<>();
        rounds = new Rounds("rounds", quick, () -> {
            if (waits.isEmpty()) {
                mayGoOn.acquireUninterruptibly();
            }
            waits.add(quick.afterRound(true, Pace.CALM));
            return waits.size() < 3 ? waits.getLast() : LONG;
        });
        rounds.start();
        await().until(mayGoOn::hasQueuedThreads);

        // When
        rounds.nudge();
        rounds.nudge();
        mayGoOn.release();

        // Then
        await().until(() -> waits.size() == 3);
        assertThat(waits.get(1)).isLessThan(first.multipliedBy(3).dividedBy(2));
        assertThat(waits.get(2)).isGreaterThan(first.multipliedBy(3).dividedBy(2));
    }

    @Test
    void forgetsTheTroubleOfBeforeWhenSomethingHasChanged() {
        // Given
        List<Duration> waits = new CopyOnWriteArrayList<>();
        Pace slow = new Pace(Duration.ofMinutes(1), new Random(1));
        rounds = new Rounds("rounds", slow, () -> {
            waits.add(slow.afterRound(true, Pace.CALM));
            return waits.getLast();
        });
        rounds.start();
        await().until(() -> waits.size() == 1);

        // When
        rounds.nudge();

        // Then
        await().until(() -> waits.size() == 2);
        assertThat(waits).allSatisfy(wait -> assertThat(wait).isLessThan(Duration.ofSeconds(67)));
    }

    @Test
    void goesOnAfterAMistake() {
        // Given
        rounds = of(() -> {
            if (done.size() == 1) {
                throw new IllegalStateException("a mistake");
            }
            return LONG;
        });

        // When
        rounds.start();

        // Then
        await().until(() -> done.size() == 2);
    }

    @Test
    void givesUpWhatIsUnderWayWhenItEnds() {
        // Given
        CountDownLatch givenUp = new CountDownLatch(1);
        rounds = of(() -> {
            try {
                mayGoOn.acquire();
            } catch (InterruptedException e) {
                givenUp.countDown();
                Thread.currentThread().interrupt();
            }
            return LONG;
        });
        rounds.start();
        await().until(() -> done.size() == 1);

        // When
        rounds.stop();

        // Then
        await().until(() -> givenUp.getCount() == 0);
    }

    private Rounds of(Supplier<Duration> round) {
        return new Rounds("rounds", pace, () -> {
            done.add("round");
            return round.get();
        });
    }
}
