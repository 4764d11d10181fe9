package io.instagramoperator.receiver.reply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.receiver.FakeMeta;
import io.instagramoperator.receiver.FakeMeta.Answer;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.graph.AccountGraph;
import io.instagramoperator.receiver.graph.AccountStop;
import io.instagramoperator.receiver.graph.AccountToken;
import io.instagramoperator.receiver.graph.GraphLimits;
import io.instagramoperator.receiver.graph.GraphMetrics;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.reply.Reply.State;
import io.instagramoperator.receiver.reply.ReplyStore.Accepted;
import io.instagramoperator.receiver.reply.body.SendBody;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replies from acceptance to Meta and back, with a log on disk and a Meta that misbehaves. */
class ReplySenderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FakeMeta meta = new FakeMeta();
    private final ReceiverHome home;
    private Running running;

    ReplySenderTest(@TempDir Path folder) {
        home = new ReceiverHome(folder)
                .with("graph", "{ url: \"" + meta.url() + "\" }")
                .with("replies", "{ perSecond: 300 }");
        running = new Running();
    }

    @AfterEach
    void stop() {
        running.stop();
        meta.close();
    }

    @Test
    void sendsTheBodyUnchangedAndKeepsMetasId() {
        // Given
        String body = "{ \"recipient\": {\"id\":\"7\"}, \"message\": {\"text\":\"caf\\u00e9\"} }";

        // When
        Reply reply = running.end(running.accept(body, Optional.empty()));

        // Then
        assertThat(reply.state()).isEqualTo(State.SENT);
        assertThat(reply.messageId()).contains("mid1");
        assertThat(meta.sent).containsExactly(body);
        assertThat(running.metrics
                        .counter("instagram_replies_total", "outcome", "sent")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void keepsTheOrderWithinEachConversation() {
        // Given
        List<String> ids = new ArrayList<>();

        // When
        for (int i = 0; i < 20; i++) {
            ids.add(running.accept(text("1", "a" + i)));
            ids.add(running.accept(text("2", "b" + i)));
        }
        ids.forEach(running::end);

        // Then
        assertThat(meta.sent.stream().filter(body -> body.contains("\"id\":\"1\"")))
                .isEqualTo(
                        IntStream.range(0, 20).mapToObj(i -> text("1", "a" + i)).toList());
        assertThat(meta.sent.stream().filter(body -> body.contains("\"id\":\"2\"")))
                .isEqualTo(
                        IntStream.range(0, 20).mapToObj(i -> text("2", "b" + i)).toList());
    }

    @Test
    void sendsOneAtATimeToACustomerAndDoesNotLetOthersWait() {
        // Given
        meta.pause();

        // When
        running.accept(text("1", "first"));
        running.accept(text("1", "second"));
        running.accept(text("2", "other"));
        await().until(() -> meta.requests.size() == 2);
        List<String> underWay =
                meta.requests.stream().map(FakeMeta.Request::body).toList();
        meta.resume();
        await().until(() -> meta.sent.size() == 3);

        // Then
        assertThat(underWay).containsExactlyInAnyOrder(text("1", "first"), text("2", "other"));
    }

    @Test
    void triesAgainWhatMetaCallsTemporary() {
        // Given
        meta.next("POST /messages", Answer.error(500, 2, 0)).next("POST /messages", Answer.error(500, 2, 0));

        // When
        Reply reply = running.end(running.accept(text("1", "x")));

        // Then
        assertThat(reply.state()).isEqualTo(State.SENT);
        assertThat(reply.attempts()).isEqualTo(3);
    }

    @Test
    void givesUpAfterSomeTries() {
        // Given
        meta.always("POST /messages", Answer.error(500, 2, 0));

        // When
        Reply reply = running.end(running.accept(text("1", "x")));

        // Then
        assertThat(reply.state()).isEqualTo(State.FAILED);
        assertThat(reply.attempts()).isEqualTo(Outcome.MOST_TRIES);
    }

    @Test
    void holdsEverythingBackWhileALimitLasts() {
        // Given
        meta.next("POST /messages", Answer.error(400, 613, 0)).next("POST /messages", Answer.error(400, 80002, 0));

        // When
        Reply reply = running.end(running.accept(text("1", "x")));

        // Then
        assertThat(reply.state()).isEqualTo(State.SENT);
        assertThat(meta.sent).hasSize(1);
    }

    @Test
    void failsForGoodWhenMetaWillNeverTakeIt() {
        // Given
        meta.next("POST /messages", Answer.error(400, 10, 2534022));

        // When
        Reply refused = running.end(running.accept(text("1", "too late")));
        Reply next = running.end(running.accept(text("1", "in time")));

        // Then
        assertThat(refused.state()).isEqualTo(State.FAILED);
        assertThat(refused.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.errorClass()).isEqualTo("final");
            assertThat(failure.code()).isEqualTo(10);
            assertThat(failure.subcode()).isEqualTo(2534022);
        });
        assertThat(next.state()).isEqualTo(State.SENT);
    }

    @Test
    void neverRepeatsWhatMayHaveArrived() {
        // Given
        meta.next("POST /messages", Answer.cut());

        // When
        Reply lost = running.end(running.accept(text("1", "perhaps")));
        Reply next = running.end(running.accept(text("1", "surely")));

        // Then
        assertThat(lost.state()).isEqualTo(State.UNKNOWN);
        assertThat(next.state()).isEqualTo(State.SENT);
        assertThat(meta.requests)
                .extracting(FakeMeta.Request::body)
                .containsExactly(text("1", "perhaps"), text("1", "surely"));
    }

    @Test
    void stopsTheAccountUntilOneReplyPassesAgain() {
        // Given
        meta.next("POST /messages", Answer.error(400, 190, 463)).next("POST /messages", Answer.error(400, 190, 463));
        String first = running.accept(text("1", "first"));
        await().until(() -> running.stop.reason().isPresent());

        // When
        String second = running.accept(text("2", "second"));
        running.stop.allowTry();
        await().until(() -> meta.requests.size() == 2);
        await().until(() -> running.store.find(first).orElseThrow().state() == State.QUEUED
                && running.store.find(second).orElseThrow().state() == State.QUEUED);
        boolean stillStopped = running.stop.reason().isPresent();
        running.stop.allowTry();

        // Then
        assertThat(stillStopped).isTrue();
        assertThat(running.end(first).state()).isEqualTo(State.SENT);
        assertThat(running.end(second).state()).isEqualTo(State.SENT);
        assertThat(running.stop.reason()).isEmpty();
    }

    @Test
    void waitsForACredentialThatLacks() {
        // Given
        home.withoutSecret("access-token");
        await().until(() ->
                running.configuration.current().credentials().accessToken().isEmpty());
        String id = running.accept(text("1", "x"));

        // When
        home.secret("access-token", ReceiverHome.ACCESS_TOKEN);

        // Then
        assertThat(running.end(id).state()).isEqualTo(State.SENT);
        assertThat(meta.requests).hasSize(1);
    }

    @Test
    void continuesWhatWaitsAfterARestart() {
        // Given
        meta.always("POST /messages", Answer.error(400, 613, 0));
        String first = running.accept(text("1", "first"));
        String second = running.accept(text("1", "second"));
        await().until(() -> !meta.requests.isEmpty());

        // When
        running.stop();
        meta.behave();
        running = new Running();

        // Then
        assertThat(running.end(first).state()).isEqualTo(State.SENT);
        assertThat(running.end(second).state()).isEqualTo(State.SENT);
        assertThat(meta.sent).containsExactly(text("1", "first"), text("1", "second"));
    }

    @Test
    void doesNotRepeatWhatWasBeingSentWhenTheProcessDied() {
        // Given
        SendBody body = body(text("1", "half way"));
        Accepted.New accepted = (Accepted.New) running.done(running.store.accept(body, Optional.empty()));
        running.done(running.store.sending(accepted.reply().id()));

        // When
        running.stop();
        running = new Running();
        Reply next = running.end(running.accept(text("1", "next")));

        // Then
        assertThat(running.store.find(accepted.reply().id())).hasValueSatisfying(reply -> {
            assertThat(reply.state()).isEqualTo(State.UNKNOWN);
            assertThat(reply.failure().orElseThrow().errorClass()).isEqualTo("ambiguous");
        });
        assertThat(next.state()).isEqualTo(State.SENT);
        assertThat(meta.sent).containsExactly(text("1", "next"));
    }

    @Test
    void takesTheSameKeyAndBodyForTheSameReply() {
        // Given
        SendBody body = body(text("1", "x"));

        // When
        Accepted first = running.done(running.sender.accept(body, Optional.of("key")));
        String id = ((Accepted.New) first).reply().id();
        running.end(id);
        Accepted same = running.done(running.sender.accept(body, Optional.of("key")));
        Accepted other = running.done(running.sender.accept(body(text("1", "y")), Optional.of("key")));

        // Then
        assertThat(same).isInstanceOfSatisfying(Accepted.Repeated.class, repeated -> {
            assertThat(repeated.reply().id()).isEqualTo(id);
            assertThat(repeated.reply().state()).isEqualTo(State.SENT);
        });
        assertThat(other).isEqualTo(new Accepted.KeyTaken());
        assertThat(meta.sent).hasSize(1);
    }

    @Test
    void forgetsRepliesAWeekAfterTheyWereSettled() {
        // Given
        SendBody body = body(text("1", "x"));
        Clock longAgo = Clock.fixed(Instant.now().minus(Duration.ofDays(8)), ZoneOffset.UTC);
        ReplyStore then = new ReplyStore(running.log, longAgo);
        String old = ((Accepted.New) running.done(then.accept(body, Optional.of("key"))))
                .reply()
                .id();
        running.done(then.settle(old, State.SENT, Optional.empty(), Optional.empty()));
        String waiting = ((Accepted.New) running.done(then.accept(body, Optional.empty())))
                .reply()
                .id();

        // When
        running.accept(text("1", "y"));

        // Then
        assertThat(running.store.find(old)).isEmpty();
        assertThat(running.store.find(waiting)).isPresent();
    }

    @Test
    void sendsNoMorePerSecondThanItMay() {
        // Given
        home.with("replies", "{ perSecond: 20 }").file();
        await().until(() ->
                running.configuration.current().config().orElseThrow().replies().perSecond() == 20);
        long start = System.nanoTime();

        // When
        List<String> ids = IntStream.range(0, 11)
                .mapToObj(i -> running.accept(text(String.valueOf(i), "x")))
                .toList();
        ids.forEach(running::end);

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    private static String text(String recipient, String text) {
        return "{\"recipient\":{\"id\":\"" + recipient + "\"},\"message\":{\"text\":\"" + text + "\"}}";
    }

    private static SendBody body(String json) {
        return ((SendBody.Result.Valid) SendBody.check(json.getBytes(UTF_8), false)).body();
    }

    /** What a process holds, so that a test can stop it and start another on the same files. */
    private final class Running {

        final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        final Configuration configuration = home.configuration();
        final EventLog log = new EventLog(metrics);
        final ReplyStore store = new ReplyStore(log, Clock.systemUTC());
        final AccountStop stop = new AccountStop();
        final ReplySender sender = new ReplySender(
                store,
                new AccountGraph(new GraphMetrics(metrics), new GraphLimits()),
                log,
                configuration,
                new AccountToken(log),
                stop,
                metrics,
                new BackOff(Duration.ofMillis(5), Duration.ofMillis(20), new Random(1)));

        Running() {
            var config = configuration.current().config().orElseThrow();
            log.use(config.store().path(), config.store().retention());
            sender.start();
            await().until(sender::isReady);
        }

        String accept(String body) {
            return accept(body, Optional.empty());
        }

        String accept(String body, Optional<String> key) {
            return ((Accepted.New) done(sender.accept(body(body), key))).reply().id();
        }

        Reply end(String id) {
            return done(sender.end(id));
        }

        <T> T done(java.util.concurrent.CompletionStage<T> stage) {
            return stage.toCompletableFuture()
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }

        void stop() {
            sender.stop();
            configuration.stop();
            log.close();
        }
    }
}
