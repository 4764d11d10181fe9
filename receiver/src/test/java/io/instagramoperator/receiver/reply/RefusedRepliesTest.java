package io.instagramoperator.receiver.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.receiver.FakeMeta;
import io.instagramoperator.receiver.FakeMeta.Answer;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.reply.Reply.State;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of replies that Meta refuses. */
class RefusedRepliesTest {

    private final FakeMeta meta = new FakeMeta();
    private final ReceiverHome home;
    private Replies running;

    RefusedRepliesTest(@TempDir Path folder) {
        home = Replies.home(folder, meta);
        running = new Replies(home);
    }

    @AfterEach
    void stop() {
        running.stop();
        meta.close();
    }

    @Test
    void triesAgainWhatMetaCallsTemporary() {
        // Given
        meta.next("POST /messages", Answer.error(500, 2, 0)).next("POST /messages", Answer.error(500, 2, 0));

        // When
        Reply reply = running.end(running.accept(Replies.text("1", "x")));

        // Then
        assertThat(reply.state()).isEqualTo(State.SENT);
        assertThat(reply.attempts()).isEqualTo(3);
    }

    @Test
    void givesUpAfterSomeTries() {
        // Given
        meta.always("POST /messages", Answer.error(500, 2, 0));

        // When
        Reply reply = running.end(running.accept(Replies.text("1", "x")));

        // Then
        assertThat(reply.state()).isEqualTo(State.FAILED);
        assertThat(reply.attempts()).isEqualTo(Outcome.MOST_TRIES);
    }

    @Test
    void holdsEverythingBackWhileALimitLasts() {
        // Given
        meta.next("POST /messages", Answer.error(400, 613, 0)).next("POST /messages", Answer.error(400, 80002, 0));

        // When
        Reply reply = running.end(running.accept(Replies.text("1", "x")));

        // Then
        assertThat(reply.state()).isEqualTo(State.SENT);
        assertThat(meta.sent).hasSize(1);
    }

    @Test
    void failsForGoodWhenMetaWillNeverTakeIt() {
        // Given
        meta.next("POST /messages", Answer.error(400, 10, 2534022));

        // When
        Reply refused = running.end(running.accept(Replies.text("1", "too late")));
        Reply next = running.end(running.accept(Replies.text("1", "in time")));

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
    void stopsTheAccountUntilOneReplyPassesAgain() {
        // Given
        meta.next("POST /messages", Answer.error(400, 190, 463)).next("POST /messages", Answer.error(400, 190, 463));
        String first = running.accept(Replies.text("1", "first"));
        await().until(() -> running.stop.reason().isPresent());

        // When
        String second = running.accept(Replies.text("2", "second"));
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
}
