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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole receiver whose app is shared: what the gateway passes on comes out as events, and a reply goes out in the name of the app. */
class SharedAppJarTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final AppSecret SECRET = AppSecret.of(ReceiverHome.APP_SECRET);
    private static final String BODY = "{\"object\":\"instagram\",\"entry\":[{\"time\":1747231893000,\"id\":\""
            + FakeMeta.ACCOUNT + "\",\"messaging\":[{\"sender\":{\"id\":\"4711\"},\"recipient\":{\"id\":\""
            + FakeMeta.ACCOUNT
            + "\"},\"timestamp\":1747231892000,\"message\":{\"mid\":\"mid1\",\"text\":\"caf\\u00e9\"}}]}]}";

    private final FakeMeta meta = new FakeMeta();
    private final ReceiverHome home;

    SharedAppJarTest(@TempDir Path folder) {
        home = new ReceiverHome(folder)
                .with("graph", "{ url: \"" + meta.url() + "\" }")
                .with("app", "{ id: \"1234567890123456\", secretFiles: [ secrets/app-secret ], shared: true }")
                .with("retiredApp", "{ secretFiles: [ secrets/gone ] }");
    }

    @AfterEach
    void stop() {
        meta.close();
    }

    @Test
    void takesFromTheGatewayAndRepliesToMeta() throws Exception {
        try (RunningJar receiver = new RunningJar(home, "TRACE")) {
            // Given
            receiver.awaitReady();
            await().atMost(Duration.ofSeconds(60)).until(meta::accountSubscribed);

            // When
            int direct = deliver(receiver, SECRET);
            int passedOn = deliver(receiver, SECRET.gatewayKey(FakeMeta.ACCOUNT));
            int reply = receiver.api(
                            "POST",
                            "/v1/messages?wait=10s",
                            ReceiverHome.API_TOKEN,
                            "{\"recipient\":{\"id\":\"4711\"},\"message\":{\"text\":\"hello\"}}",
                            "Content-Type",
                            "application/json")
                    .status();

            // Then
            assertThat(List.of(direct, passedOn)).containsExactly(401, 200);
            assertThat(storedText(receiver)).isEqualTo("café");
            assertThat(reply).isEqualTo(202);
            assertThat(meta.requests)
                    .filteredOn(request -> request.operation().endsWith("/messages"))
                    .singleElement()
                    .satisfies(request -> assertThat(request.query() + request.body())
                            .contains(SECRET.proofOf(ReceiverHome.ACCESS_TOKEN)));

            // And
            JsonNode webhook = receiver.status().path("webhook");
            assertThat(webhook.has("registered")).isFalse();
            assertThat(webhook.has("problem")).isFalse();
            assertThat(webhook.path("accountSubscribed").booleanValue()).isTrue();
            assertThat(receiver.status().findValuesAsText("name"))
                    .contains("app.secretFiles[0]", "retiredApp.secretFiles[0]");
            assertThat(receiver.managed("/metrics").body()).contains("instagram_subscribed 1.0");
            assertThat(meta.operations()).noneMatch(operation -> operation.endsWith("/subscriptions"));
            assertThat(receiver.output()).doesNotContain(ReceiverHome.APP_SECRET);
        }
    }

    private static int deliver(RunningJar receiver, AppSecret key) throws Exception {
        String signature = "sha256=" + key.proofOf(BODY);
        return receiver.webhook("POST", "/webhooks/social/acme", BODY, "X-Hub-Signature-256", signature)
                .status();
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
