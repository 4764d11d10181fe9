package io.instagramoperator.receiver.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.receiver.FakeMeta.Answer;
import io.instagramoperator.receiver.gap.Gap.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Meta that does not show conversations, and a receiver that ends while it reads. */
class GapRepairHinderedTest {

    private final RepairScene scene;

    GapRepairHinderedTest(@TempDir Path folder) {
        scene = new RepairScene(folder, Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @ParameterizedTest(name = "HTTP {0}, code {1}: {2}")
    @CsvSource({
        "403, 10,  Meta answered error 10 (HTTP 403): told to",
        "400, 190, Meta answered error 190 (HTTP 400): told to",
        "400, 4,   Meta answered error 4 (HTTP 400): told to",
        "500, 2,   Meta answered error 2 (HTTP 500): told to",
    })
    void asksOnceAndTellsWhyNothingCanBeRead(int status, int code, String why) {
        // Given
        scene.start().round(0, RepairScene.WELL);
        scene.meta.always("GET /conversations", Answer.error(status, code, 0));

        // When
        scene.round(2, RepairScene.RESTORED);
        Gap gap = scene.awaitGap(State.WAITING);
        scene.round(7, RepairScene.WELL);
        scene.round(12, RepairScene.WELL);

        // Then
        assertThat(gap.problem()).contains("the conversations cannot be listed: " + why);
        assertThat(scene.meta.requests).hasSize(1);
        assertThat(scene.repair().last()).contains(gap);
    }

    @Test
    void triesAgainWhenTheConfigurationChanges() {
        // Given
        scene.start().round(0, RepairScene.WELL);
        scene.meta.conversations.customerWrote("111", "m1", "Hi", scene.minute(1));
        scene.meta.always("GET /conversations", Answer.error(403, 10, 0));
        scene.round(2, RepairScene.RESTORED);
        scene.awaitGap(State.WAITING);

        // When
        scene.meta.behave();
        scene.home.secret("access-token", "EAAGanothertoken");

        // Then
        scene.awaitGap(State.DONE);
        assertThat(scene.told()).containsExactly("+message.received Hi");
    }

    @Test
    void stopsIfConversationAfterConversationCannotBeRead() {
        // Given
        scene.start().round(0, RepairScene.WELL);
        for (int i = 1; i <= 9; i++) {
            scene.meta.conversations.customerWrote("c" + i, "m" + i, "Hi", scene.minute(1));
            scene.meta.always("GET /t_c" + i, Answer.error(500, 2, 0));
        }

        // When
        scene.round(2, RepairScene.RESTORED);
        Gap gap = scene.awaitGap(State.WAITING);

        // Then
        assertThat(gap.calls()).isEqualTo(4);
        assertThat(gap.problem()).contains("a conversation cannot be read: Meta answered error 2 (HTTP 500): told to");
    }

    @Test
    void aGoodRoundWhileItReadsIsNoReasonToTryAgain() {
        // Given
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        scene.start().round(0, RepairScene.WELL);
        scene.meta.always("GET /conversations", exchange -> {
            asked.countDown();
            await().until(() -> over.getCount() == 0);
            Answer.error(403, 10, 0).to(exchange);
        });
        scene.round(2, RepairScene.RESTORED);
        await().until(() -> asked.getCount() == 0);

        // When
        scene.round(7, RepairScene.WELL);
        over.countDown();
        scene.awaitGap(State.WAITING);

        // Then
        await().during(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(scene.meta.requests).hasSize(1));
    }

    @Test
    void whatWasNotReadBeforeTheAccountWasNotWantedIsNotTakenForWhatIsToBeReadNow() {
        // Given
        scene.start().round(0, RepairScene.WELL);
        scene.meta.always("GET /conversations", Answer.error(403, 10, 0));
        scene.round(2, RepairScene.RESTORED);
        scene.awaitGap(State.WAITING);
        scene.repair().forget();
        scene.meta.behave();
        scene.meta.conversations.customerWrote("111", "m1", "Hi", scene.minute(91));

        // When
        scene.round(90, RepairScene.WELL);
        scene.round(92, RepairScene.RESTORED);
        scene.awaitGap(State.DONE);

        // Then
        assertThat(scene.told()).containsExactly("+message.received Hi");
    }

    @Test
    void goesOnAfterACrashWithWhatWasNotRead() {
        // Given
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        scene.start().round(0, RepairScene.WELL);
        scene.meta
                .conversations
                .customerWrote("111", "m1", "first", scene.minute(3))
                .customerWrote("222", "m2", "second", scene.minute(2));
        scene.meta.next("GET /t_222", _ -> {
            asked.countDown();
            await().until(() -> over.getCount() == 0);
        });
        scene.round(4, RepairScene.RESTORED);
        await().until(() -> asked.getCount() == 0);

        // When
        scene.restart();
        Gap gap = scene.awaitGap(State.DONE);
        over.countDown();

        // Then
        assertThat(scene.told()).containsExactly("+message.received first", "+message.received second");
        assertThat(scene.calls("/t_111")).isEqualTo(1);
        assertThat(scene.calls("/t_222")).isEqualTo(2);
        assertThat(gap.recovered()).isEqualTo(2);
        assertThat(gap.incomplete()).isZero();
    }
}
