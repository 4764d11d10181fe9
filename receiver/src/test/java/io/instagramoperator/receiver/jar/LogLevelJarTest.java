package io.instagramoperator.receiver.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.receiver.FakeMeta;
import io.instagramoperator.receiver.ReceiverHome;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A built receiver logs as much as is asked for: of its own packages all of it, TRACE too. */
class LogLevelJarTest {

    private final FakeMeta meta = new FakeMeta();
    private final ReceiverHome home;

    LogLevelJarTest(@TempDir Path folder) {
        home = new ReceiverHome(folder).with("graph", "{ url: \"" + meta.url() + "\" }");
    }

    @AfterEach
    void stop() {
        meta.close();
    }

    @ParameterizedTest
    @CsvSource({"TRACE, TRACE, -", "DEBUG, DEBUG, TRACE", "INFO, INFO, DEBUG", "WARN, WARN, INFO"})
    void logsFromTheLevelThatIsAskedFor(String asked, String least, String hidden) throws Exception {
        // Given a reason for a warning
        meta.always("GET /me", FakeMeta.Answer.of(503, "{}")).always("GET /debug_token", FakeMeta.Answer.of(503, "{}"));

        // When
        try (RunningJar receiver = new RunningJar(home, asked)) {
            receiver.awaitReady();
            receiver.webhook("POST", "/webhooks/social/acme", "{}", "X-Hub-Signature-256", "sha256=forged");

            // Then
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(receiver.output()).containsPattern(ours(least)));
            assertThat(receiver.output()).doesNotContainPattern(ours(hidden));
        }
    }

    /** The beginning of a line of our own packages. */
    private static String ours(String level) {
        return "(?m)^\\S+ " + level + " +\\[i\\.i\\.r\\.";
    }
}
