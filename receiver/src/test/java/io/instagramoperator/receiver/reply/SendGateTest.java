package io.instagramoperator.receiver.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.instagram.graph.Usage;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.graph.AccountStop;
import io.instagramoperator.receiver.graph.AccountToken;
import io.instagramoperator.receiver.graph.GraphLimits;
import io.instagramoperator.receiver.log.EventLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who passes, and after whom. The clock stands still but where a test moves it. */
class SendGateTest {

    private final ReceiverHome home;
    private final Configuration configuration;
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-26T12:00:00Z"));
    private final GraphLimits limits = new GraphLimits(now::get);
    private final SendGate gate;
    private final List<String> passed = new CopyOnWriteArrayList<>();
    private final Semaphore answers = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();

    SendGateTest(@TempDir Path folder) {
        home = new ReceiverHome(folder).with("replies", "{ perSecond: 10 }");
        configuration = home.configuration();
        gate = new SendGate(
                configuration,
                new AccountToken(new EventLog(new SimpleMeterRegistry())),
                new AccountStop(),
                limits,
                new BackOff(Duration.ofSeconds(10), Duration.ofSeconds(10), new Random(1)),
                now::get);
    }

    @AfterEach
    void end() throws InterruptedException {
        answers.release(10_000);
        gate.end(Duration.ZERO);
        configuration.stop();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void servesOthersInTurnHoweverMuchOneHasToSend() {
        // Given: one conversation with 1,000 replies, and 50 with one each that come a little later
        answers.release(10_000);
        conversation(IntStream.range(0, 1_000).mapToObj(_ -> "busy"));
        IntStream.range(0, 50).forEach(i -> conversation(Stream.of("customer " + i)));

        // When
        for (int sent = 2; sent <= 53; sent++) {
            advance(Duration.ofMillis(100));
            awaitPassed(sent);
        }

        // Then
        List<String> expected = new ArrayList<>(List.of("busy", "busy"));
        IntStream.range(0, 50).forEach(i -> expected.add("customer " + i));
        expected.add("busy");
        assertThat(passed).isEqualTo(expected);
    }

    @Test
    void letsOnlyOnePassAfterALimitUntilItsAnswerIsThere() throws InterruptedException {
        // Given
        gate.enter();
        gate.closeForAWhile();
        gate.leave();
        Stream.of("a", "b", "c").forEach(reply -> conversation(Stream.of(reply)));

        // When
        advance(Duration.ofSeconds(11));
        awaitPassed(1);
        advance(Duration.ofSeconds(60));

        // Then
        await().during(Duration.ofMillis(200)).until(() -> passed.equals(List.of("a")));
        gate.reopen();
        awaitPassed(2);
        advance(Duration.ofMillis(100));
        awaitPassed(3);
        assertThat(passed).containsExactly("a", "b", "c");
    }

    @Test
    void letsTheNextTryWhenTheFirstAfterALimitTellsNothing() throws InterruptedException {
        // Given
        gate.enter();
        gate.closeForAWhile();
        gate.leave();
        Stream.of("a", "b").forEach(reply -> conversation(Stream.of(reply)));
        advance(Duration.ofSeconds(11));
        awaitPassed(1);

        // When
        answers.release();
        advance(Duration.ofSeconds(1));

        // Then
        awaitPassed(2);
    }

    @Test
    void letsNobodyPassUntilTheTimeThatMetaToldIsOver() {
        // Given
        limits.heard(new Usage(100, Duration.ofMinutes(5)));
        Stream.of("a", "b").forEach(reply -> conversation(Stream.of(reply)));

        // When
        advance(Duration.ofSeconds(299));

        // Then
        await().during(Duration.ofMillis(200)).until(passed::isEmpty);
        advance(Duration.ofSeconds(2));
        awaitPassed(1);
    }

    @Test
    void waitsAtItsEndForThoseOnTheirWay() throws InterruptedException {
        // Given
        conversation(Stream.of("a", "never"));
        awaitPassed(1);

        // When
        boolean before = gate.end(Duration.ofMillis(1));
        answers.release();
        boolean after = gate.end(Duration.ofSeconds(10));

        // Then
        assertThat(before).isFalse();
        assertThat(after).isTrue();
        assertThat(passed).containsExactly("a");
    }

    private void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
        gate.wake();
    }

    private void awaitPassed(int count) {
        await().pollInterval(Duration.ofMillis(1)).until(() -> passed.size() == count);
    }

    /** Begins to send, and stands behind those that have begun before. */
    private void conversation(Stream<String> replies) {
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                for (String reply : replies.toList()) {
                    gate.enter();
                    passed.add(reply);
                    answers.acquire();
                    gate.leave();
                }
            } catch (InterruptedException e) {
                // The test is over.
            }
        });
        threads.add(thread);
        await().pollInterval(Duration.ofMillis(1))
                .until(() ->
                        thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
    }
}
