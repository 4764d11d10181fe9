package io.instagramoperator.receiver.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.receiver.FakeMeta;
import io.instagramoperator.receiver.reply.Reply.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which echoes carry the id of a reply. */
class EchoesTest {

    private final FakeMeta meta = new FakeMeta();
    private final Replies running;

    EchoesTest(@TempDir Path folder) {
        running = new Replies(Replies.home(folder, meta), List.of(Duration.ofHours(1)));
    }

    @AfterEach
    void stop() {
        meta.resume();
        running.stop();
        meta.close();
    }

    @Test
    void namesTheReplyWhoseAnswerCameBefore() {
        // Given
        String id = running.accept(Replies.text("1", "x"));
        running.end(id);

        // When
        running.echo("1", "mid1", "\"text\":\"x\"");
        running.echo("1", "mid1", "\"text\":\"x\"");

        // Then
        assertThat(running.events("message.sent")).singleElement().asString().contains("\"reply_id\":\"" + id);
        assertThat(running.events("reply.sent")).hasSize(1);
    }

    @Test
    void namesTheReplyWhoseAnswerIsStillToCome() {
        // Given
        meta.pause();
        String id = running.accept(Replies.text("1", "x"));
        await().until(() -> running.state(id) == State.SENDING);

        // When
        running.echo("1", "mid1", "\"text\":\"x\"");
        Reply underWay = running.store.find(id).orElseThrow();
        meta.resume();
        Reply reply = running.end(id);

        // Then
        assertThat(underWay.state()).isEqualTo(State.SENDING);
        assertThat(underWay.messageId()).hasValue("mid1");
        assertThat(reply.state()).isEqualTo(State.SENT);
        assertThat(running.events("message.sent")).singleElement().asString().contains("\"reply_id\":\"" + id);
    }

    @Test
    void givesEachOfSeveralEqualRepliesItsOwn() {
        // Given
        List<String> ids = List.of(running.accept(Replies.text("1", "x")), running.accept(Replies.text("1", "x")));
        ids.forEach(running::end);

        // When
        running.echo("1", "mid2", "\"text\":\"x\"");
        running.echo("1", "mid1", "\"text\":\"x\"");

        // Then
        assertThat(running.events("message.sent"))
                .satisfiesExactly(second -> assertThat(second).contains(ids.getLast()), first -> assertThat(first)
                        .contains(ids.getFirst()));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "standby":[%s]                                         | standby.message.sent
        "changes":[{"field":"message_echoes","value":%s}]      | message.sent
        "field":"messages","value":%s                          | message.sent
        """)
    void namesTheReplyWhereverTheEchoStands(String container, String event) {
        // Given
        String id = running.accept(Replies.text("1", "x"));
        running.end(id);

        // When
        running.deliver(container.formatted(Replies.echoItem("1", "mid1", "\"text\":\"x\"", Instant.EPOCH)));

        // Then
        assertThat(running.events(event)).singleElement().asString().contains("\"reply_id\":\"" + id);
    }

    @Test
    void leavesWhatSomebodyElseWrote() {
        // Given
        meta.pause();
        String id = running.accept(Replies.text("1", "x"));
        await().until(() -> running.state(id) == State.SENDING);

        // When
        running.echo("1", "other-text", "\"text\":\"y\"");
        running.echo("2", "other-customer", "\"text\":\"x\"");
        running.echo("1", "other-app", "\"text\":\"x\",\"app_id\":99");

        // Then
        assertThat(running.events("message.sent")).hasSize(3).noneMatch(data -> data.contains("reply_id"));
        assertThat(running.store.find(id).orElseThrow().messageId()).isEmpty();
    }
}
