package io.instagramoperator.receiver.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.receiver.FakeMeta;
import io.instagramoperator.receiver.FakeMeta.Answer;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.reply.Reply.State;
import io.instagramoperator.receiver.reply.ReplyStore.Accepted;
import io.instagramoperator.receiver.reply.body.SendBody;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of replies that the customer may have got or not. */
class LostAnswersTest {

    private static final List<Duration> NO_LOOK_SOON = List.of(Duration.ofHours(1));

    private final FakeMeta meta = new FakeMeta();
    private final ReceiverHome home;
    private Replies running;

    LostAnswersTest(@TempDir Path folder) {
        home = Replies.home(folder, meta);
        running = new Replies(home);
    }

    @AfterEach
    void stop() {
        running.stop();
        meta.close();
    }

    @Test
    void goesOnWithAConversationAfterTheLogCouldNotBeUsedForAMoment() {
        // Given
        meta.pause();
        String first = running.accept(Replies.text("1", "x"));
        await().until(() -> !meta.requests.isEmpty());
        rename("reply", "reply_away");
        meta.resume();
        await().during(Duration.ofMillis(300)).until(() -> meta.requests.size() == 1);

        // When
        rename("reply_away", "reply");

        // Then
        assertThat(running.end(first).state().isFinal()).isTrue();
        assertThat(running.end(running.accept(Replies.text("1", "y"))).state()).isEqualTo(State.SENT);
        assertThat(meta.sent).hasSize(2);
    }

    private void rename(String table, String name) {
        running.done(running.log.write(transaction -> transaction
                .connection()
                .createStatement()
                .executeUpdate("ALTER TABLE " + table + " RENAME TO " + name)));
    }

    @Test
    void saysThatItIsNotKnownWhenTheConversationCannotBeReadAndGoesOn() {
        // Given
        meta.next("POST /messages", Answer.cut());

        // When
        String lost = running.accept(Replies.text("1", "perhaps"));
        State state = running.end(lost).state();
        Reply next = running.end(running.accept(Replies.text("1", "surely")));

        // Then
        assertThat(state).isEqualTo(State.UNKNOWN);
        assertThat(next.state()).isEqualTo(State.SENT);
        assertThat(running.state(lost)).isEqualTo(State.UNKNOWN);
        assertThat(meta.sent).containsExactly(Replies.text("1", "surely"));
        assertThat(running.events("reply.failed")).singleElement().asString().contains(lost, "\"class\":\"ambiguous\"");
        assertThat(running.counted("unknown")).isEqualTo(1);
        assertThat(running.store.counts().waiting()).isZero();
    }

    @Test
    void findsTheMessageInTheConversation() {
        // Given
        meta.conversations
                .customerWrote("1", "mid-in", "hello?", Instant.now().minusSeconds(300))
                .accountWrote("1", "mid-out", "perhaps", Instant.now());
        meta.next("POST /messages", Answer.cut());

        // When
        String id = running.accept(Replies.text("1", "perhaps"));
        await().until(() -> running.state(id) == State.SENT);

        // Then
        assertThat(running.store.find(id).orElseThrow().messageId()).hasValue("mid-out");
        assertThat(running.events("reply.sent")).singleElement().asString().contains(id, "mid-out");
        assertThat(running.events("reply.failed")).isEmpty();
        assertThat(meta.sent).isEmpty();
        assertThat(running.waits)
                .as("waits for a turn, after the first")
                .hasSize((int) meta.operations().stream()
                                .filter(operation -> operation.startsWith("GET "))
                                .count()
                        - 1);
    }

    @Test
    void sendsOnceMoreWhatIsNotThereAtTheLastLook() {
        // Given
        meta.conversations
                .customerWrote("1", "mid-in", "hello?", Instant.now().minusSeconds(300))
                .accountWrote("1", "mid-old", "perhaps", Instant.now().minusSeconds(200))
                .accountWrote("1", "mid-other", "something else", Instant.now());
        meta.next("POST /messages", Answer.cut());

        // When
        String id = running.accept(Replies.text("1", "perhaps"));
        String next = running.accept(Replies.text("1", "surely"));
        running.end(next);

        // Then
        assertThat(running.store.find(id)).hasValueSatisfying(reply -> {
            assertThat(reply.state()).isEqualTo(State.SENT);
            assertThat(reply.attempts()).isEqualTo(2);
        });
        assertThat(meta.sent).containsExactly(Replies.text("1", "perhaps"), Replies.text("1", "surely"));
        assertThat(meta.operations().stream().filter("GET /conversations"::equals))
                .hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void failsWhatIsLostAgainAndAgain() {
        // Given
        meta.conversations.customerWrote("1", "mid-in", "hello?", Instant.now().minusSeconds(300));
        meta.always("POST /messages", Answer.cut());

        // When
        String id = running.accept(Replies.text("1", "perhaps"));
        await().until(() -> running.state(id) == State.FAILED);

        // Then
        assertThat(running.store.find(id).orElseThrow().attempts()).isEqualTo(Dispatch.MOST_ROUNDS);
        assertThat(running.events("reply.failed")).singleElement().asString().contains(id, "ambiguous");
    }

    @Test
    void takesTheEchoForTheAnswer() {
        // Given
        restartWith(NO_LOOK_SOON);
        meta.next("POST /messages", Answer.cut());
        String id = running.accept(Replies.text("1", "perhaps"));
        running.end(id);
        String next = running.accept(Replies.text("1", "surely"));

        // When
        running.echo("1", "mid-echo", "\"text\":\"perhaps\"");
        running.end(next);

        // Then
        assertThat(running.store.find(id).orElseThrow().messageId()).hasValue("mid-echo");
        assertThat(running.state(id)).isEqualTo(State.SENT);
        assertThat(running.events("message.sent"))
                .singleElement()
                .asString()
                .contains("\"to\":\"1\"", "\"reply_id\":\"" + id);
        assertThat(running.events("reply.sent")).hasSize(2);
    }

    @Test
    void takesAnEchoThatComesLongAfterItWasGivenUp() {
        // Given
        meta.next("POST /messages", Answer.cut());
        String id = running.accept(Replies.text("1", "perhaps"));
        await().until(() -> !running.events("reply.failed").isEmpty());
        restartWith(NO_LOOK_SOON);

        // When
        running.echo("1", "mid-echo", "\"text\":\"perhaps\"");

        // Then
        assertThat(running.state(id)).isEqualTo(State.SENT);
        assertThat(running.events("reply.sent")).singleElement().asString().contains(id, "mid-echo");
        assertThat(running.counted("sent")).isEqualTo(1);
    }

    @Test
    void looksForWhatWasBeingSentWhenTheProcessDied() {
        // Given
        meta.conversations
                .customerWrote("1", "mid-in", "hello?", Instant.now().minusSeconds(300))
                .accountWrote("1", "mid-out", "half way", Instant.now());
        SendBody body = Replies.body(Replies.text("1", "half way"));
        String id = ((Accepted.New) running.done(running.store.accept(body, Optional.empty())))
                .reply()
                .id();
        running.done(running.store.sending(id));

        // When
        restartWith(Replies.LOOKS);
        running.end(running.accept(Replies.text("1", "next")));

        // Then
        assertThat(running.state(id)).isEqualTo(State.SENT);
        assertThat(meta.sent).containsExactly(Replies.text("1", "next"));
    }

    @Test
    void goesOnLookingAfterARestart() {
        // Given
        restartWith(NO_LOOK_SOON);
        meta.next("POST /messages", Answer.cut());
        String id = running.accept(Replies.text("1", "perhaps"));
        running.end(id);
        String next = running.accept(Replies.text("1", "surely"));

        // When
        meta.conversations
                .customerWrote("1", "mid-in", "hello?", Instant.now().minusSeconds(300))
                .accountWrote("1", "mid-out", "perhaps", Instant.now());
        restartWith(Replies.LOOKS);
        running.end(next);

        // Then
        assertThat(running.state(id)).isEqualTo(State.SENT);
        assertThat(meta.sent).containsExactly(Replies.text("1", "surely"));
    }

    @Test
    void repeatsWhatMayBeDoneTwice() {
        // Given
        meta.next("POST /messages", Answer.cut());

        // When
        Reply typing = running.end(running.accept("{\"recipient\":{\"id\":\"1\"},\"sender_action\":\"typing_on\"}"));

        // Then
        assertThat(typing.state()).isEqualTo(State.SENT);
        assertThat(typing.attempts()).isEqualTo(2);
    }

    private void restartWith(List<Duration> looks) {
        running.stop();
        running = new Replies(home, looks);
    }
}
