package io.instagramoperator.receiver.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.receiver.FakeMeta.Answer;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.gap.Gap.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was written while webhooks did not come, with a log on the disk and a Meta over HTTP. */
class GapRepairTest {

    private static final Look WELL = RepairScene.WELL;
    private static final Look MISSING = RepairScene.MISSING;
    private static final Look RESTORED = RepairScene.RESTORED;

    private final RepairScene scene;

    GapRepairTest(@TempDir Path folder) {
        scene = new RepairScene(folder, Duration.ofMillis(20));
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void bringsBackExactlyWhatWasNotDelivered() {
        // Given
        scene.start().round(0, WELL);
        scene.meta
                .conversations
                .customerWrote("111", "m0", "long ago", scene.minute(-100))
                .customerWrote("111", "m1", "Hi", scene.minute(1))
                .customerWrote("111", "m2", "Are you there?", scene.minute(6))
                .accountWrote("111", "m3", "Yes", scene.minute(7))
                .customerWrote("222", "m4", "Hello", scene.minute(8))
                .customerWrote("333", "m5", "last year", scene.minute(-500));
        scene.delivered("111", "m1", "Hi", scene.minute(1));

        // When
        scene.round(5, MISSING);
        State meanwhile = scene.gap().state();
        scene.round(10, RESTORED);
        Gap gap = scene.awaitGap(State.DONE);

        // Then
        assertThat(meanwhile).isEqualTo(State.OPEN);
        assertThat(scene.told())
                .containsExactlyInAnyOrder(
                        "message.received Hi",
                        "+message.received Are you there?",
                        "+message.sent Yes",
                        "+message.received Hello")
                .containsSubsequence("+message.received Are you there?", "+message.sent Yes");
        assertThat(gap)
                .isEqualTo(
                        new Gap(1, scene.noon, Optional.of(scene.minute(10)), State.DONE, 3, 0, 4, Optional.empty()));
        assertThat(scene.metrics.counter("instagram_events_recovered_total").count())
                .isEqualTo(3);
        assertThat(scene.calls("/t_333")).isZero();
    }

    @Test
    void takesALaterDeliveryForTheSame() {
        // Given
        scene.start().round(0, WELL);
        scene.meta
                .conversations
                .customerWrote("111", "m1", "Hi", scene.minute(6))
                .accountWrote("111", "m2", "Yes", scene.minute(7));
        scene.round(10, RESTORED);
        scene.awaitGap(State.DONE);

        // When
        int received = scene.delivered("111", "m1", "Hi", scene.minute(6)).duplicates();
        int sent = scene.deliveredEcho("111", "m2", "Yes", scene.minute(7)).duplicates();

        // Then
        assertThat(received).isEqualTo(1);
        assertThat(sent).isEqualTo(1);
        assertThat(scene.told()).containsExactly("+message.received Hi", "+message.sent Yes");
    }

    @Test
    void changesNothingWhenItReadsTheSameAgain() {
        // Given
        scene.start().round(0, WELL);
        scene.meta.conversations.customerWrote("111", "m1", "Hi", scene.minute(1));
        scene.round(2, RESTORED);
        scene.awaitGap(State.DONE);
        List<String> before = scene.told();

        // When
        scene.round(3, RESTORED);
        await().until(() -> scene.gap().id() == 2 && scene.gap().state() == State.DONE);

        // Then
        assertThat(scene.told()).isEqualTo(before);
        assertThat(scene.gap().recovered()).isZero();
    }

    @Test
    void doesNotBringAsAMessageWhatTheWebhookBroughtAsSomethingElse() {
        // Given
        scene.start().round(0, WELL);
        scene.meta
                .conversations
                .customerWrote("111", "tap", "Buy", scene.minute(1))
                .customerWrote("111", "standby", "Hi", scene.minute(2));
        scene.delivered(
                "messaging",
                "111",
                "17841405822304914",
                scene.minute(1),
                "\"postback\":{\"mid\":\"tap\",\"title\":\"Buy\"}");
        scene.delivered("standby", "111", "17841405822304914", scene.minute(2), "\"message\":{\"mid\":\"standby\"}");

        // When
        scene.round(3, RESTORED);
        scene.awaitGap(State.DONE);

        // Then
        assertThat(scene.events())
                .extracting(event -> event.event())
                .containsExactly("postback.received", "standby.message.received");
    }

    @Test
    void readsAConversationThatJumpedPastItToTheFront() {
        // Given
        scene.start().round(0, WELL);
        scene.meta
                .conversations
                .withPagesOf(1)
                .customerWrote("111", "m1", "first", scene.minute(3))
                .customerWrote("222", "m2", "second", scene.minute(2))
                .customerWrote("333", "m3", "third", scene.minute(1));
        scene.meta.next("GET /t_111", exchange -> {
            scene.meta.conversations.customerWrote("333", "m4", "by the webhook", scene.minute(6));
            Answer.of(200, "{\"messages\":{\"data\":[]}}").to(exchange);
        });

        // When
        scene.round(4, RESTORED);
        scene.awaitGap(State.DONE);

        // Then
        assertThat(scene.told()).containsExactly("+message.received second", "+message.received third");
    }

    @Test
    void readsEverythingIfMetaDoesNotTellWhenConversationsWereWrittenIn() {
        // Given
        scene.start().round(0, WELL);
        scene.meta
                .conversations
                .withoutUpdatedTimes()
                .withPagesOf(1)
                .customerWrote("111", "m1", "new", scene.minute(1))
                .customerWrote("222", "m2", "old", scene.minute(-500))
                .customerWrote("333", "m3", "older", scene.minute(-600));

        // When
        scene.round(2, RESTORED);
        Gap gap = scene.awaitGap(State.DONE);

        // Then
        assertThat(scene.told()).containsExactly("+message.received new");
        assertThat(gap.calls()).isEqualTo(9); // three pages, three conversations, three pages
        assertThat(scene.waits.stream().filter(Duration.ofSeconds(1)::equals))
                .as("waits for a turn that can wait, after the first")
                .hasSize(8);
    }

    @Test
    void tellsOfConversationsThatMetaDoesNotShowInFull() {
        // Given
        scene.start().round(0, WELL);
        for (int i = 0; i < 21; i++) {
            scene.meta.conversations.customerWrote(
                    "111", "m" + i, "text " + i, scene.minute(1).plusSeconds(i));
        }
        scene.meta
                .conversations
                .customerWrote("222", "m", "Hi", scene.minute(1))
                .customerWrote("333", "n", "Hi", scene.minute(1));
        scene.meta.always("GET /t_222", Answer.of(200, "{}"));
        scene.meta.always("GET /t_333", Answer.error(400, 100, 33));

        // When
        scene.round(2, RESTORED);
        Gap waiting = scene.awaitGap(State.WAITING);
        Gap gap = scene.awaitGap(State.DONE);

        // Then
        assertThat(waiting.recovered()).isEqualTo(20);
        assertThat(gap.recovered()).isEqualTo(20);
        assertThat(gap.incomplete()).isEqualTo(3);
        assertThat(scene.told()).first().isEqualTo("+message.received text 1");
        assertThat(scene.calls("/t_222")).isEqualTo(5);
        assertThat(scene.calls("/t_333")).isEqualTo(1);
    }

    @Test
    void endsAfterSoManyCalls() {
        // Given
        scene.start().round(0, WELL);
        for (int i = 0; i < 300; i++) {
            scene.meta.conversations.customerWrote("c" + i, "m" + i, "Hi", scene.minute(1));
        }
        scene.meta.conversations.withPagesOf(1);

        // When
        scene.round(2, RESTORED);
        Gap gap = scene.awaitGap(State.PARTIAL);

        // Then
        assertThat(scene.meta.requests).hasSize(500);
        assertThat(gap.recovered()).isEqualTo(250);
        assertThat(gap.problem()).hasValueSatisfying(why -> assertThat(why).contains("after 500 calls"));
    }

    @Test
    void startsNoGapWhileTheAccountIsNotWanted() {
        // Given
        scene.start().round(0, WELL);
        scene.round(5, MISSING);

        // When
        scene.repair().forget();
        scene.round(60, RESTORED);

        // Then
        assertThat(scene.repair().last()).isEmpty();
        assertThat(scene.meta.requests).isEmpty();
    }

    @Test
    void readsOnceThereIsAToken() {
        // Given
        scene.home.withoutSecret("access-token");
        scene.start().round(0, WELL);
        scene.meta.conversations.customerWrote("111", "m1", "Hi", scene.minute(1));
        scene.round(2, RESTORED);
        Gap waiting = scene.awaitGap(State.WAITING);

        // When
        scene.home.secret("access-token", ReceiverHome.ACCESS_TOKEN);

        // Then
        assertThat(waiting.problem()).hasValueSatisfying(why -> assertThat(why).contains("accessTokenFile"));
        scene.awaitGap(State.DONE);
        assertThat(scene.told()).containsExactly("+message.received Hi");
    }
}
