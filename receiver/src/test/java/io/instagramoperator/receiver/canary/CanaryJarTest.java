package io.instagramoperator.receiver.canary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.receiver.FakeMeta;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.jar.RunningJar;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A built receiver goes through all that can happen, down to its crash, and shows no secret in what it logs, answers, measures or calls, and no
 * message in what it logs or measures.
 */
class CanaryJarTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String REFRESH = "GET /refresh_access_token";
    private static final String MESSAGES = "/v1/messages";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FakeMeta meta = new FakeMeta();
    private final EchoingSink sink = new EchoingSink();
    private final ReceiverHome home;

    CanaryJarTest(@TempDir Path folder) {
        home = new ReceiverHome(folder)
                .with("graph", "{ url: \"" + meta.url() + "\" }")
                .with(
                        "app",
                        "{ id: \"" + FakeMeta.APP + "\", secretFiles: [ secrets/app-secret, secrets/old-app-secret ] }")
                .secret("app-secret", Canary.APP_SECRET.value())
                .secret("old-app-secret", Canary.OLD_APP_SECRET.value())
                .secret("access-token", Canary.ACCESS_TOKEN.value())
                .secret("verify-token", Canary.VERIFY_TOKEN.value())
                .secret("api-token", Canary.API_TOKEN.value())
                .secret("crm", "whsec_" + base64(Canary.SIGNING_KEY.value()))
                .secret("crm-headers/X-Key", Canary.HEADER.value())
                .with("network", "{ allow: [ 127.0.0.0/8 ] }")
                .with(
                        "subscriptions",
                        "[ " + subscription("echoes", sink.url()) + ", "
                                + subscription("no-tls", sink.url().replace("http:", "https:")) + ", "
                                + subscription("refuses", "http://127.0.0.1:9/hook") + " ]");
    }

    @AfterEach
    void stop() {
        sink.close();
        meta.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Facebook", "Instagram"})
    void showsNoSecretAndLogsNoMessage(String login) throws Exception {
        // Given
        boolean instagram = login.equals("Instagram");
        if (instagram) {
            home.withInstagramLogin();
        }
        Canary inForce = instagram ? Canary.REFRESHED_TOKEN : Canary.ACCESS_TOKEN;
        meta.next(
                        REFRESH,
                        FakeMeta.Answer.of(
                                200,
                                "{\"access_token\":\"" + Canary.REFRESHED_TOKEN.value() + "\",\"expires_in\":5184000}"))
                .always(REFRESH, quoting(190));
        try (RunningJar receiver = new RunningJar(home, "TRACE")) {
            receiver.awaitReady();
            awaitCall("GET /me", inForce);

            // When
            deliverWebhooks(receiver);
            sendReplies(receiver);
            readEverything(receiver);
            replaceToken(instagram);
            watchTroubles(receiver);
            breakConfiguration(receiver);
            awaitFailedDeliveries(receiver);
            readEverything(receiver);
            receiver.askForThreads();
            receiver.letWritesFail();
            deliver(receiver, "the last straw");

            // Then
            assertThat(receiver.awaitEnd()).isEqualTo(1);
            assertSomethingWasThereToSee(receiver);
            assertThat(shown(receiver)).isEmpty();
        }
    }

    private void deliverWebhooks(RunningJar receiver) throws Exception {
        assertThat(deliver(receiver, Canary.INCOMING_TEXT.value())).isEqualTo(200);
        String path = "/webhooks/social/acme";
        String body = Delivery.of(Canary.INCOMING_TEXT.value());
        receiver.webhook("POST", path, body, "X-Hub-Signature-256", "sha256=" + "0".repeat(64));
        receiver.webhook("POST", path, body, "X-Hub-Signature", "sha1=" + Canary.APP_SECRET.value());
        receiver.webhook("POST", path, body);
        receiver.webhook("POST", path + "/other", body);
        String broken = body.substring(0, body.length() - 3);
        receiver.webhook("POST", path, broken, "X-Hub-Signature-256", Delivery.signature(broken));
        for (Canary token : List.of(Canary.VERIFY_TOKEN, Canary.WRONG_VERIFY_TOKEN)) {
            receiver.webhook(
                    "GET",
                    path + "?hub.mode=subscribe&hub.challenge=1&hub.verify_token="
                            + URLEncoder.encode(token.value(), UTF_8),
                    "");
        }
    }

    private void sendReplies(RunningJar receiver) throws Exception {
        reply(receiver, "1", Canary.OUTGOING_TEXT);
        meta.next("POST /messages", quoting(100));
        reply(receiver, "2", Canary.REFUSED_TEXT);
        meta.next("POST /messages", FakeMeta.Answer.cut());
        reply(receiver, "3", Canary.OUTGOING_TEXT);
        meta.next("POST /messages", quoting(190));
        reply(receiver, "4", Canary.OUTGOING_TEXT);
        String token = Canary.API_TOKEN.value();
        String text = Canary.OUTGOING_TEXT.value();
        for (String body : List.of(
                "{\"recipient\":{\"id\":\"5\"},\"message\":{\"text\":\"" + text,
                "{\"recipient\":{\"id\":\"5\"},\"message\":{\"txet\":\"" + text + "\"}}",
                "{\"recipient\":{\"id\":\"5\"},\"message\":{\"text\":\"" + text.repeat(100) + "\"}}",
                "[\"" + text + "\"]",
                text)) {
            receiver.api("POST", MESSAGES, token, body, "Content-Type", "application/json");
        }
        receiver.api("POST", MESSAGES, token, text, "Content-Type", "text/plain");
        String wrong = Canary.WRONG_API_TOKEN.value();
        receiver.api("POST", MESSAGES, wrong, "{}", "Content-Type", "application/json");
        receiver.api("GET", "/v1/events", wrong, "");
        receiver.api("GET", "/v1/events?limit=none", token, "");
    }

    /** With Instagram Login the newer one is to be refreshed at once, which Meta refuses. */
    private void replaceToken(boolean instagram) {
        home.secret("access-token", Canary.NEWER_ACCESS_TOKEN.value())
                .with("refresh", "newer")
                .file();
        if (instagram) {
            awaitCall(REFRESH, Canary.NEWER_ACCESS_TOKEN);
        }
        awaitCall("GET /me", Canary.NEWER_ACCESS_TOKEN);
    }

    private void awaitCall(String operation, Canary token) {
        await().atMost(PATIENCE).until(() -> meta.requests.stream()
                .anyMatch(request -> request.operation().equals(operation)
                        && request.authorization().contains(token.value())));
    }

    private void watchTroubles(RunningJar receiver) throws Exception {
        List<String> operations = List.of("GET /me", "GET /debug_token", "GET /subscriptions", "GET /subscribed_apps");
        operations.forEach(operation -> meta.always(operation, quoting(190)));
        home.with("refresh", "again").file();
        await().atMost(PATIENCE).until(() -> receiver.status()
                .path("token")
                .path("problem")
                .path("reason")
                .asText()
                .equals("TokenRevoked"));
        readEverything(receiver);
        meta.behave();
        meta.withCallback("https://other.example.com/hook?key=" + Canary.HEADER.value(), "messages");
        home.with("refresh", "and again").file();
        await().atMost(PATIENCE)
                .until(() -> receiver.status().toString().contains("CallbackTaken")
                        && receiver.status().path("token").path("valid").asBoolean());
    }

    private void breakConfiguration(RunningJar receiver) throws Exception {
        home.with("replies", "{ perSecond: many").file();
        await().atMost(PATIENCE).until(() -> receiver.status().has("configError"));
        home.with("replies", "{ perSecond: 10 }").file();
        await().atMost(PATIENCE).until(() -> !receiver.status().has("configError"));
    }

    private static void awaitFailedDeliveries(RunningJar receiver) {
        await().atMost(PATIENCE)
                .until(() -> StreamSupport.stream(
                                        receiver.status().path("subscriptions").spliterator(), false)
                                .filter(subscription -> subscription.has("lastError"))
                                .count()
                        == 3);
    }

    private static void readEverything(RunningJar receiver) throws Exception {
        for (String path : List.of("/status", "/metrics", "/health", "/health/ready", "/nothing")) {
            receiver.managed(path);
        }
        String token = Canary.API_TOKEN.value();
        for (String path : List.of("/v1/events", "/v1/subscriptions", "/v1/subscriptions/echoes/dead-letters", "/")) {
            receiver.api("GET", path, token, "");
        }
        JsonNode events = JSON.readTree(
                        receiver.api("GET", "/v1/events", token, "").body())
                .path("events");
        for (JsonNode event : events) {
            receiver.api("GET", "/v1/events/" + event.path("id").asText(), token, "");
            receiver.api("GET", "/v1/events/" + event.path("id").asText() + "/raw", token, "");
        }
    }

    /** Otherwise nothing found would mean nothing. */
    private void assertSomethingWasThereToSee(RunningJar receiver) {
        assertThat(receiver.output())
                .contains("TRACE", "DEBUG", "[secret]", "Delivery refused", "Nothing more is acknowledged");
        assertThat(sink.asked()).anyMatch(asked -> asked.contains(Canary.HEADER.value()));
        assertThat(meta.requests).anyMatch(request -> request.authorization().contains(Canary.ACCESS_TOKEN.value()));
        assertThat(receiver.answers()).anyMatch(answer -> Canary.INCOMING_TEXT.isIn(answer.body()));
    }

    /** Each canary that was found, with where. */
    private List<String> shown(RunningJar receiver) {
        List<String> shown = new ArrayList<>();
        look(Canary.all(), "the output", receiver.output(), shown);
        for (RunningJar.Answer answer : receiver.answers()) {
            Collection<Canary> hidden = answer.what().startsWith("management") ? Canary.all() : Canary.secrets();
            look(hidden, answer.what() + ", " + answer.status(), answer.body(), shown);
        }
        for (FakeMeta.Request request : meta.requests) {
            String query = request.path().equals("/debug_token")
                    ? request.query().replaceAll("input_token=[^&]*", "")
                    : request.query();
            look(Canary.all(), "the URL of " + request.operation(), request.path() + "?" + query, shown);
        }
        sink.asked()
                .forEach(asked -> look(
                        List.of(
                                Canary.ACCESS_TOKEN,
                                Canary.NEWER_ACCESS_TOKEN,
                                Canary.REFRESHED_TOKEN,
                                Canary.APP_SECRET,
                                Canary.SIGNING_KEY),
                        "what the application got",
                        asked,
                        shown));
        return shown.stream().distinct().toList();
    }

    private static void look(Collection<Canary> canaries, String where, String text, List<String> shown) {
        canaries.stream().filter(canary -> canary.isIn(text)).forEach(canary -> shown.add(canary + " in " + where));
    }

    private int deliver(RunningJar receiver, String text) {
        String body = Delivery.of(text);
        try {
            return receiver.webhook(
                            "POST", "/webhooks/social/acme", body, "X-Hub-Signature-256", Delivery.signature(body))
                    .status();
        } catch (IOException | InterruptedException e) {
            return 0; // its process has ended
        }
    }

    private static void reply(RunningJar receiver, String customer, Canary text) throws Exception {
        String body = "{\"recipient\":{\"id\":\"" + customer + "\"},\"message\":{\"text\":\"" + text.value() + "\"}}";
        String token = Canary.API_TOKEN.value();
        String answer = receiver.api("POST", MESSAGES + "?wait=5s", token, body, "Content-Type", "application/json")
                .body();
        receiver.api("GET", MESSAGES + "/" + JSON.readTree(answer).path("id").asText(), token, "");
    }

    /** An error that shows what it was asked with, as Meta's sometimes do. */
    private static FakeMeta.Answer quoting(int code) {
        return exchange -> {
            String asked = exchange.getRequestHeaders().getFirst("Authorization") + " for " + exchange.getRequestURI();
            FakeMeta.Answer.of(400, "{\"error\":{\"message\":\"Malformed: " + asked + "\",\"code\":" + code + "}}")
                    .to(exchange);
        };
    }

    private static String subscription(String name, String url) {
        return "{ name: " + name + ", start: Earliest, http: { url: \"" + url
                + "\", signingSecretFiles: [ secrets/crm ], headersFolder: secrets/crm-headers } }";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
