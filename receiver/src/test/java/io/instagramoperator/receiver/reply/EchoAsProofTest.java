package io.instagramoperator.receiver.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.instagram.graph.GraphError;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.instagram.graph.SentMessage;
import io.instagramoperator.receiver.FakeMeta;
import io.instagramoperator.receiver.FakeMeta.Answer;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.reply.Reply.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an echo proves, whatever Meta answers, and what it does not. */
class EchoAsProofTest {

    private final FakeMeta meta = new FakeMeta();
    private final ReceiverHome home;
    private Replies running;

    EchoAsProofTest(@TempDir Path folder) {
        home = Replies.home(folder, meta);
        running = new Replies(home, List.of(Duration.ofHours(1)));
    }

    @AfterEach
    void stop() {
        meta.resume();
        running.stop();
        meta.close();
    }

    @Test
    void isNotSentAgainWhenItsEchoCameBeforeAnErrorThatMetaCallsTemporary() {
        // Given
        meta.pause();
        meta.next("POST /messages", Answer.error(500, 2, 0));
        String id = underWay("x");

        // When
        running.echo("1", "mid-echo", "\"text\":\"x\"", Instant.now());
        meta.resume();
        Reply reply = running.end(id);

        // Then
        assertThat(reply.state()).isEqualTo(State.SENT);
        assertThat(reply.messageId()).hasValue("mid-echo");
        assertThat(meta.requests).hasSize(1);
        assertThat(running.events("reply.sent")).hasSize(1);
    }

    @Test
    void isKnownAtOnceWhenItsEchoCameBeforeTheConnectionBroke() {
        // Given
        meta.pause();
        meta.next("POST /messages", Answer.cut());
        String id = underWay("x");

        // When
        running.echo("1", "mid-echo", "\"text\":\"x\"", Instant.now());
        meta.resume();

        // Then
        assertThat(running.end(id).state()).isEqualTo(State.SENT);
        assertThat(running.events("reply.failed")).isEmpty();
    }

    @Test
    void isKnownAfterARestartWhenItsEchoCameBeforeTheProcessEnded() {
        // Given
        String id = stored("x");
        running.done(running.store.sending(id));
        running.echo("1", "mid-echo", "\"text\":\"x\"", Instant.now());

        // When
        running.stop();
        running = new Replies(home);

        // Then
        assertThat(running.state(id)).isEqualTo(State.SENT);
        assertThat(running.events("reply.sent")).singleElement().asString().contains(id, "mid-echo");
        assertThat(meta.requests).isEmpty();
    }

    @Test
    void isNotSentAgainWhenItsEchoComesAfterItWasLookedForInVain() throws Exception {
        // Given
        String id = stored("x");
        running.done(running.store.sending(id));
        running.done(running.log.write(transaction -> transaction
                .connection()
                .createStatement()
                .executeUpdate("UPDATE reply SET state = 'queued', error_class = 'ambiguous', error_code = 0,"
                        + " error_subcode = 0, error_message = 'no answer'")));

        // When
        running.echo("1", "mid-echo", "\"text\":\"x\"", Instant.now());

        // Then
        assertThat(running.state(id)).isEqualTo(State.SENT);
        assertThat(running.done(running.store.sending(id))).isEmpty();
        assertThat(running.events("reply.sent")).singleElement().asString().contains(id, "mid-echo");
    }

    @ParameterizedTest(name = "code {0}")
    @ValueSource(ints = {613, 190, 100})
    void isSentWhenItsEchoCameDuringALaterAttemptWhateverMetaSaysOfThat(int code) {
        // Given
        String id = stored("x");
        running.done(running.store.sending(id));
        running.done(running.settlements.settle(id, Outcome.of(refused(2), 1)));
        running.done(running.store.sending(id));

        // When
        running.echo("1", "mid-echo", "\"text\":\"x\"", Instant.now());
        running.done(running.settlements.settle(id, Outcome.of(refused(code), 2)));

        // Then
        assertThat(running.state(id)).isEqualTo(State.SENT);
        assertThat(running.events("reply.sent")).singleElement().asString().contains(id, "mid-echo");
        assertThat(running.events("reply.failed")).isEmpty();
    }

    @Test
    void isNoProofWhenMetaRefusedTheOnlyAttempt() {
        // Given
        String id = stored("x");
        running.done(running.store.sending(id));

        // When
        running.echo("1", "mid-echo", "\"text\":\"x\"", Instant.now());
        running.done(running.settlements.settle(id, Outcome.of(refused(613), 1)));

        // Then
        assertThat(running.state(id)).isEqualTo(State.QUEUED);
    }

    @Test
    void namesAReplyWhoseIdMetaDidNotTell() {
        // Given
        meta.next("POST /messages", Answer.of(200, "{\"recipient_id\":\"1\"}"));
        String id = running.accept(Replies.text("1", "x"));
        running.end(id);

        // When
        running.echo("1", "mid-echo", "\"text\":\"x\"", Instant.now());

        // Then
        assertThat(running.store.find(id).orElseThrow().messageId()).hasValue("mid-echo");
        assertThat(running.events("message.sent")).singleElement().asString().contains(id);
        assertThat(running.events("reply.sent")).hasSize(1);
    }

    @Test
    void isNotTakenFromAMessageThatWasWrittenBefore() {
        // Given
        meta.pause();
        String id = underWay("x");

        // When
        running.echo("1", "mid-old", "\"text\":\"x\"", Instant.now().minus(Duration.ofHours(1)));

        // Then
        assertThat(running.store.find(id).orElseThrow().messageId()).isEmpty();
        assertThat(running.events("message.sent")).singleElement().asString().doesNotContain("reply_id");
    }

    @Test
    void isNotAwaitedOfAPrivateReply() {
        // Given
        meta.next("POST /messages", Answer.cut());

        // When
        String id = running.accept("{\"recipient\":{\"comment_id\":\"179\"},\"message\":{\"text\":\"x\"}}");
        running.end(id);

        // Then
        assertThat(running.state(id)).isEqualTo(State.UNKNOWN);
        assertThat(running.events("reply.failed")).singleElement().asString().contains(id, "ambiguous");
        assertThat(running.store.counts().waiting()).isZero();
    }

    @Test
    void tellsWhoGotAPrivateReply() {
        // Given
        meta.next("POST /messages", Answer.of(200, "{\"recipient_id\":\"4711\",\"message_id\":\"mid\"}"));

        // When
        running.end(running.accept("{\"recipient\":{\"comment_id\":\"179\"},\"message\":{\"text\":\"x\"}}"));

        // Then
        assertThat(running.events("reply.sent")).singleElement().asString().contains("\"to\":\"4711\"");
    }

    /** Stored, but nobody sends it. */
    private String stored(String text) {
        return ((ReplyStore.Accepted.New)
                        running.done(running.store.accept(Replies.body(Replies.text("1", text)), Optional.empty())))
                .reply()
                .id();
    }

    private static GraphResult<SentMessage> refused(int code) {
        return new GraphResult.Refused<>(new GraphError(code, 0, "why", "trace", false, 400));
    }

    private String underWay(String text) {
        String id = running.accept(Replies.text("1", text));
        await().until(() -> !meta.requests.isEmpty());
        return id;
    }
}
