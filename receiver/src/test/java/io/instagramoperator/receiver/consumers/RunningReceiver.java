package io.instagramoperator.receiver.consumers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.receiver.FakeMeta;
import io.instagramoperator.receiver.ReceiverHome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A receiver that runs, as a platform team, Meta and an application see it. Its configuration is as it was when it is closed. */
final class RunningReceiver implements AutoCloseable {

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI api;
    private final URI management;
    private final int webhookPort;
    private final Path configuration = Path.of(System.getProperty("RECEIVER_CONFIG"));
    private final String before;

    RunningReceiver(URI api, URI management, int webhookPort) throws IOException {
        this.api = api;
        this.management = management;
        this.webhookPort = webhookPort;
        this.before = Files.readString(configuration);
    }

    /**
     * Gives it this subscription instead of others, and waits until it has read that.
     *
     * @param more further fields in YAML, each with a comma behind it
     */
    void subscribe(String name, URI url, String more) throws IOException, InterruptedException {
        Path secret = Files.writeString(configuration.resolveSibling("signing-secret"), SECRET + "\n");
        String hash = get(management.resolve("/status")).path("configHash").asText();
        Files.writeString(
                configuration,
                before.replaceAll("(?m)^subscriptions:.*\n", "") + """
                        network: { allow: [ 127.0.0.0/8 ] }
                        subscriptions:
                          - { name: %s, %s http: { url: "%s", signingSecretFiles: [ "%s" ] } }
                        """.formatted(name, more, url, secret));
        await().atMost(Duration.ofSeconds(30)).until(() -> !get(management.resolve("/status"))
                .path("configHash")
                .asText()
                .equals(hash));
        await().atMost(Duration.ofSeconds(30)).until(() -> get("/v1/subscriptions")
                .path("subscriptions")
                .findValuesAsText("name")
                .contains(name));
    }

    /** A customer writes; Meta tells of it. */
    void deliver(String customer, String text) throws IOException, InterruptedException {
        String item = "{\"sender\":{\"id\":\"%1$s\"},\"recipient\":{\"id\":\"%2$s\"},\"timestamp\":1747231892000,"
                + "\"message\":{\"mid\":\"%1$s-%3$d\",\"text\":\"%4$s\"}}";
        String body = ("{\"object\":\"instagram\",\"entry\":[{\"time\":1747231893000,\"id\":\"%2$s\",\"messaging\":["
                        + item + "]}]}")
                .formatted(customer, FakeMeta.ACCOUNT, text.hashCode(), text);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + webhookPort + "/webhooks/social/acme"))
                .header("Content-Type", "application/json")
                .header(
                        "X-Hub-Signature-256",
                        "sha256=" + AppSecret.of(ReceiverHome.APP_SECRET).proofOf(body))
                .POST(BodyPublishers.ofString(body, UTF_8))
                .build();
        assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }

    /** Asks the application API. */
    JsonNode get(String path) throws IOException, InterruptedException {
        return get(api.resolve(path));
    }

    /** Asks it to do something, which it accepts. */
    JsonNode post(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                authorised(api.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return JSON.readTree(response.body());
    }

    private JsonNode get(URI url) throws IOException, InterruptedException {
        return JSON.readTree(
                http.send(authorised(url).build(), BodyHandlers.ofString()).body());
    }

    private static HttpRequest.Builder authorised(URI url) {
        return HttpRequest.newBuilder(url).header("Authorization", "Bearer " + ReceiverHome.API_TOKEN);
    }

    @Override
    public void close() throws IOException {
        Files.writeString(configuration, before);
    }
}
