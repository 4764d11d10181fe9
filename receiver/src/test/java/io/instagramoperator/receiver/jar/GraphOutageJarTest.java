package io.instagramoperator.receiver.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.receiver.FakeMeta;
import io.instagramoperator.receiver.ReceiverHome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Webhooks do not depend on the Graph API: whatever it does, the receiver takes them and Kubernetes leads them here. */
class GraphOutageJarTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BODY = "{\"object\":\"instagram\",\"entry\":[{\"time\":1747231893000,\"id\":\""
            + FakeMeta.ACCOUNT + "\",\"messaging\":[{\"sender\":{\"id\":\"4711\"},\"recipient\":{\"id\":\""
            + FakeMeta.ACCOUNT
            + "\"},\"timestamp\":1747231892000,\"message\":{\"mid\":\"mid1\",\"text\":\"hello\"}}]}]}";

    /** What is wrong with the Graph API, and when it has been noticed. */
    enum Outage {
        ANSWERS_503 {
            @Override
            void begin(GraphOutageJarTest test) {
                List.of("GET /me", "GET /debug_token", "GET /subscriptions", "GET /subscribed_apps")
                        .forEach(operation -> test.meta.always(operation, FakeMeta.Answer.of(503, "{}")));
            }

            @Override
            boolean isNoticed(GraphOutageJarTest test, RunningJar receiver) throws Exception {
                return problem(receiver).contains("HTTP 503");
            }
        },
        NEVER_ANSWERS {
            @Override
            void begin(GraphOutageJarTest test) {
                test.meta.pause();
            }

            /** The first call was given up, and the next one waits. */
            @Override
            boolean isNoticed(GraphOutageJarTest test, RunningJar receiver) {
                return test.meta.requests.size() > 1;
            }
        },
        REFUSES_CONNECTIONS {
            @Override
            void begin(GraphOutageJarTest test) {
                test.home.with("graph", "{ url: \"http://127.0.0.1:9\" }");
            }

            @Override
            boolean isNoticed(GraphOutageJarTest test, RunningJar receiver) throws Exception {
                return problem(receiver).contains("no connection");
            }
        };

        abstract void begin(GraphOutageJarTest test);

        abstract boolean isNoticed(GraphOutageJarTest test, RunningJar receiver) throws Exception;
    }

    private final FakeMeta meta = new FakeMeta();
    private final ReceiverHome home;

    GraphOutageJarTest(@TempDir Path folder) {
        home = new ReceiverHome(folder).with("graph", "{ url: \"" + meta.url() + "\" }");
    }

    @AfterEach
    void stop() {
        meta.close();
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheReceiverReadyAndWebhooksStored(Outage outage) throws Exception {
        // Given
        outage.begin(this);

        try (RunningJar receiver = new RunningJar(home, "INFO")) {
            // When
            receiver.awaitReady();
            int webhook = deliver(receiver);
            await().atMost(PATIENCE).until(() -> outage.isNoticed(this, receiver));
            int ready = receiver.managed("/health/ready").status();

            // Then
            assertThat(webhook).isEqualTo(200);
            assertThat(ready).isEqualTo(200);
            assertThat(receiver.managed("/health/live").status()).isEqualTo(200);
            assertThat(storedText(receiver)).isEqualTo("hello");
        }
    }

    private static int deliver(RunningJar receiver) throws Exception {
        String signature = "sha256=" + AppSecret.of(ReceiverHome.APP_SECRET).proofOf(BODY);
        return receiver.webhook("POST", "/webhooks/social/acme", BODY, "X-Hub-Signature-256", signature)
                .status();
    }

    private static String problem(RunningJar receiver) throws Exception {
        return receiver.status().path("token").path("problem").path("message").asText();
    }

    private static String storedText(RunningJar receiver) throws Exception {
        JsonNode page = JSON.readTree(
                receiver.api("GET", "/v1/events", ReceiverHome.API_TOKEN, "").body());
        return page.path("events")
                .path(0)
                .path("data")
                .path("message")
                .path("body")
                .asText();
    }
}
