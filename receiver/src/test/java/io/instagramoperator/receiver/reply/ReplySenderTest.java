package io.instagramoperator.receiver.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.receiver.FakeMeta;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.reply.Reply.State;
import io.instagramoperator.receiver.reply.ReplyStore.Accepted;
import io.instagramoperator.receiver.reply.body.SendBody;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replies from acceptance to Meta and back, with a log on disk. */
class ReplySenderTest {

    private final FakeMeta meta = new FakeMeta();
    private final ReceiverHome home;
    private Replies running;

    ReplySenderTest(@TempDir Path folder) {
        home = Replies.home(folder, meta);
        running = new Replies(home);
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
            ids.add(running.accept(Replies.text("1", "a" + i)));
            ids.add(running.accept(Replies.text("2", "b" + i)));
        }
        ids.forEach(running::end);

        // Then
        assertThat(meta.sent.stream().filter(body -> body.contains("\"id\":\"1\"")))
                .isEqualTo(IntStream.range(0, 20)
                        .mapToObj(i -> Replies.text("1", "a" + i))
                        .toList());
        assertThat(meta.sent.stream().filter(body -> body.contains("\"id\":\"2\"")))
                .isEqualTo(IntStream.range(0, 20)
                        .mapToObj(i -> Replies.text("2", "b" + i))
                        .toList());
    }

    @Test
    void sendsOneAtATimeToACustomerAndDoesNotLetOthersWait() {
        // Given
        meta.pause();

        // When
        running.accept(Replies.text("1", "first"));
        running.accept(Replies.text("1", "second"));
        running.accept(Replies.text("2", "other"));
        await().until(() -> meta.requests.size() == 2);
        List<String> underWay =
                meta.requests.stream().map(FakeMeta.Request::body).toList();
        meta.resume();
        await().until(() -> meta.sent.size() == 3);

        // Then
        assertThat(underWay).containsExactlyInAnyOrder(Replies.text("1", "first"), Replies.text("2", "other"));
    }

    /** As a client of the API does that hangs up. */
    @Test
    void sendsWhatIsStoredAlsoIfNobodyWaitsForItAnyMore() {
        // Given
        String body = Replies.text("1", "x");
        CountDownLatch disk = new CountDownLatch(1);
        running.log.write(_ -> {
            await().until(() -> disk.getCount() == 0);
            return disk;
        });
        CompletableFuture<Accepted> accepted =
                running.sender.accept(Replies.body(body), Optional.empty()).toCompletableFuture();

        // When
        accepted.cancel(false);
        disk.countDown();

        // Then
        await().untilAsserted(() -> assertThat(meta.sent).containsExactly(body));
    }

    @Test
    void acceptsNoMoreThanItHasRoomFor() {
        // Given
        meta.pause();
        SendBody body = Replies.body(Replies.text("1", "x"));
        boolean before = running.sender.isFull();

        // When
        IntStream.range(0, 5_000)
                .mapToObj(_ -> running.sender.accept(body, Optional.empty()).toCompletableFuture())
                .toList()
                .forEach(CompletableFuture::join);

        // Then
        assertThat(before).isFalse();
        assertThat(running.sender.isFull()).isTrue();

        // When
        meta.resume();

        // Then
        await().until(() -> !running.sender.isFull());
    }

    @Test
    void waitsForACredentialThatLacks() {
        // Given
        home.withoutSecret("access-token");
        await().until(() ->
                running.configuration.current().credentials().accessToken().isEmpty());
        String id = running.accept(Replies.text("1", "x"));

        // When
        home.secret("access-token", ReceiverHome.ACCESS_TOKEN);

        // Then
        assertThat(running.end(id).state()).isEqualTo(State.SENT);
        assertThat(meta.requests).hasSize(1);
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
                .mapToObj(i -> running.accept(Replies.text(String.valueOf(i), "x")))
                .toList();
        ids.forEach(running::end);

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }
}
