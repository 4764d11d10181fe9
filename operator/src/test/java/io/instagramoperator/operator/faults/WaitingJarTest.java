package io.instagramoperator.operator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.operator.apiserver.OperatorProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator that is started before its API server answers. */
class WaitingJarTest {

    private static final String NOTHING_LISTENS_THERE = """
            apiVersion: v1
            kind: Config
            current-context: none
            contexts: [{name: none, context: {cluster: none, user: none}}]
            clusters: [{name: none, cluster: {server: "https://127.0.0.1:1"}}]
            users: [{name: none, user: {token: none}}]
            """;

    @Test
    void endsWhenItIsToldToWhileItWaits(@TempDir Path folder) throws Exception {
        // Given
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), NOTHING_LISTENS_THERE);
        try (OperatorProcess operator = new OperatorProcess(kubeconfig, List.of("default"))) {
            await().atMost(Duration.ofMinutes(2)).until(() -> operator.log().stream()
                    .anyMatch(line -> line.contains("does not answer yet; waits for it")));

            // When
            operator.stop();

            // Then
            assertThat(operator.isAlive()).isFalse();
        }
    }
}
