package io.instagramoperator.receiver.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.instagram.graph.SentMessage;
import io.instagramoperator.receiver.FakeMeta;
import io.instagramoperator.receiver.FakeMeta.Answer;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.reply.Reply.State;
import io.instagramoperator.receiver.reply.ReplyStore.Accepted;
import io.instagramoperator.receiver.reply.body.SendBody;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of replies, and for how long. */
class StoredRepliesTest {

    private final FakeMeta meta = new FakeMeta();
    private final ReceiverHome home;
    private Replies running;

    StoredRepliesTest(@TempDir Path folder) {
        home = Replies.home(folder, meta);
        running = new Replies(home);
    }

    @AfterEach
    void stop() {
        running.stop();
        meta.close();
    }

    @Test
    void continuesWhatWaitsAfterARestart() {
        // Given
        meta.always("POST /messages", Answer.error(400, 613, 0));
        String first = running.accept(Replies.text("1", "first"));
        String second = running.accept(Replies.text("1", "second"));
        await().until(() -> !meta.requests.isEmpty());

        // When
        running.stop();
        meta.behave();
        running = new Replies(home);

        // Then
        assertThat(running.end(first).state()).isEqualTo(State.SENT);
        assertThat(running.end(second).state()).isEqualTo(State.SENT);
        assertThat(meta.sent).containsExactly(Replies.text("1", "first"), Replies.text("1", "second"));
    }

    @Test
    void takesTheSameKeyAndBodyForTheSameReply() {
        // Given
        SendBody body = Replies.body(Replies.text("1", "x"));

        // When
        Accepted first = running.done(running.sender.accept(body, Optional.of("key")));
        String id = ((Accepted.New) first).reply().id();
        running.end(id);
        Accepted same = running.done(running.sender.accept(body, Optional.of("key")));
        Accepted other = running.done(running.sender.accept(Replies.body(Replies.text("1", "y")), Optional.of("key")));

        // Then
        assertThat(same).isInstanceOfSatisfying(Accepted.Repeated.class, repeated -> {
            assertThat(repeated.reply().id()).isEqualTo(id);
            assertThat(repeated.reply().state()).isEqualTo(State.SENT);
        });
        assertThat(other).isEqualTo(new Accepted.KeyTaken());
        assertThat(meta.sent).hasSize(1);
    }

    @Test
    void takesOnePrivateReplyToAComment() {
        // Given
        SendBody body = Replies.body("{\"recipient\":{\"comment_id\":\"179\"},\"message\":{\"text\":\"x\"}}");
        SendBody other = Replies.body("{\"recipient\":{\"comment_id\":\"180\"},\"message\":{\"text\":\"x\"}}");

        // When
        Reply first = ((Accepted.New) running.done(running.sender.accept(body, Optional.empty()))).reply();
        Accepted second = running.done(running.sender.accept(body, Optional.empty()));

        // Then
        assertThat(second).isInstanceOfSatisfying(Accepted.CommentAnswered.class, answered -> assertThat(
                        answered.reply().id())
                .isEqualTo(first.id()));
        assertThat(running.done(running.sender.accept(other, Optional.empty()))).isInstanceOf(Accepted.New.class);
    }

    @Test
    void takesAnotherPrivateReplyAfterMetaRefusedTheFirst() {
        // Given
        SendBody body = Replies.body("{\"recipient\":{\"comment_id\":\"179\"},\"message\":{\"text\":\"x\"}}");
        meta.next("POST /messages", Answer.error(400, 100, 0));
        running.end(((Accepted.New) running.done(running.sender.accept(body, Optional.empty())))
                .reply()
                .id());

        // When // Then
        assertThat(running.done(running.sender.accept(body, Optional.empty()))).isInstanceOf(Accepted.New.class);
    }

    @Test
    void forgetsRepliesAWeekAfterTheyWereSettled() {
        // Given
        SendBody body = Replies.body(Replies.text("1", "x"));
        Clock longAgo = Clock.fixed(Instant.now().minus(Duration.ofDays(8)), ZoneOffset.UTC);
        ReplyStore then = new ReplyStore(running.log, longAgo);
        String old = ((Accepted.New) running.done(then.accept(body, Optional.of("key"))))
                .reply()
                .id();
        running.done(new Settlements(running.log, running.configuration, longAgo)
                .settle(old, Outcome.of(new GraphResult.Ok<>(new SentMessage(Optional.empty(), Optional.empty())), 1)));
        String waiting = ((Accepted.New) running.done(then.accept(body, Optional.empty())))
                .reply()
                .id();

        // When
        running.accept(Replies.text("1", "y"));

        // Then
        assertThat(running.store.find(old)).isEmpty();
        assertThat(running.store.find(waiting)).isPresent();
    }
}
