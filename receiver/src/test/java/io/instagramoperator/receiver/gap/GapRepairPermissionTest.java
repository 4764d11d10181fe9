package io.instagramoperator.receiver.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.FakeMeta.Answer;
import io.instagramoperator.receiver.gap.Gap.State;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Meta that refuses to show conversations. */
class GapRepairPermissionTest {

    private final RepairScene scene;

    GapRepairPermissionTest(@TempDir Path folder) {
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
}
