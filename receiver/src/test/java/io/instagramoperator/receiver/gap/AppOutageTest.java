package io.instagramoperator.receiver.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.gap.Gap.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was written while the callback of a shared app was lost, of which the receiver is told by its configuration. */
class AppOutageTest {

    private static final Look WELL = RepairScene.WELL;
    private static final Look MISSING = RepairScene.MISSING;

    private final RepairScene scene;

    AppOutageTest(@TempDir Path folder) {
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
                .customerWrote("111", "m0", "yesterday", scene.minute(-1000))
                .customerWrote("111", "m1", "before", scene.minute(1))
                .customerWrote("111", "m2", "meanwhile", scene.minute(3))
                .customerWrote("222", "m3", "meanwhile, too", scene.minute(7))
                .customerWrote("222", "m4", "after", scene.minute(12));
        scene.delivered("111", "m1", "before", scene.minute(1));
        scene.delivered("222", "m4", "after", scene.minute(12));

        // When
        scene.lostByTheApp(2, 8).round(14, WELL);
        Gap gap = scene.awaitGap(State.DONE);

        // Then
        assertThat(scene.told())
                .containsExactlyInAnyOrder(
                        "message.received before",
                        "message.received after",
                        "+message.received meanwhile",
                        "+message.received meanwhile, too");
        assertThat(gap.began()).isEqualTo(scene.minute(2));
        assertThat(gap.ended()).contains(scene.minute(8));
        assertThat(gap.recovered()).isEqualTo(2);
    }

    @Test
    void takesALaterDeliveryForTheSame() {
        // Given
        scene.start().round(0, WELL);
        scene.meta.conversations.customerWrote("111", "m1", "Hi", scene.minute(5));
        scene.lostByTheApp(2, 8).round(10, WELL);
        scene.awaitGap(State.DONE);

        // When
        int duplicates = scene.delivered("111", "m1", "Hi", scene.minute(5)).duplicates();

        // Then
        assertThat(duplicates).isEqualTo(1);
    }

    @Test
    void readsItOnceWhateverRoundsAndRestartsCome() {
        // Given
        scene.start().round(0, WELL);
        scene.meta.conversations.customerWrote("111", "m1", "Hi", scene.minute(5));
        scene.lostByTheApp(2, 8).round(10, WELL);
        Gap gap = scene.awaitGap(State.DONE);
        int asked = scene.meta.requests.size();

        // When
        scene.round(15, WELL);
        scene.restart();
        scene.round(20, WELL);
        scene.round(25, WELL);

        // Then
        assertThat(scene.gap()).isEqualTo(gap);
        assertThat(scene.meta.requests).hasSize(asked);
    }

    @Test
    void readsMoreWhenTheSameOutageTurnsOutToHaveBeenLonger() {
        // Given
        scene.start().round(0, WELL);
        scene.lostByTheApp(2, 8).round(10, WELL);
        Gap first = scene.awaitGap(State.DONE);
        scene.meta.conversations.customerWrote("111", "m1", "Hi", scene.minute(15));

        // When
        scene.lostByTheApp(2, 16).round(18, WELL);
        Gap second = scene.awaitGap(State.DONE);

        // Then
        assertThat(second.id()).isEqualTo(first.id() + 1);
        assertThat(second.began()).isEqualTo(scene.minute(8));
        assertThat(scene.told()).containsExactly("+message.received Hi");
    }

    @Test
    void readsNothingOfBeforeTheStoreWasThere() {
        // Given
        scene.lostByTheApp(-100, -10);
        scene.meta.conversations.customerWrote("111", "m1", "Hi", scene.minute(-50));

        // When
        scene.start().round(0, WELL);
        scene.round(5, WELL);

        // Then
        assertThat(scene.repair().last()).isEmpty();
        assertThat(scene.meta.requests).isEmpty();
    }

    @Test
    void waitsUntilTheAccountIsSubscribed() {
        // Given
        scene.start().round(0, WELL);
        scene.meta.conversations.customerWrote("111", "m1", "Hi", scene.minute(5));

        // When
        scene.lostByTheApp(2, 8).round(10, MISSING);
        Gap open = scene.gap();
        scene.round(15, WELL);
        Gap gap = scene.awaitGap(State.DONE);

        // Then
        assertThat(open.state()).isEqualTo(State.OPEN);
        assertThat(List.of(gap.began(), gap.ended().orElseThrow())).containsExactly(scene.noon, scene.minute(15));
        assertThat(scene.told()).containsExactly("+message.received Hi");
    }

    @Test
    void forgetsOutagesFromWhenTheAccountWasNotWanted() {
        // Given
        scene.start().round(0, WELL);
        scene.repair().forget();
        scene.meta.conversations.customerWrote("111", "m1", "Hi", scene.minute(5));

        // When
        scene.lostByTheApp(2, 8).round(10, WELL);
        scene.round(15, WELL);

        // Then
        assertThat(scene.repair().last()).isEmpty();
        assertThat(scene.meta.requests).isEmpty();
    }
}
