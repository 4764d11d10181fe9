package io.instagramoperator.gateway.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.gateway.GatewayHome;
import io.instagramoperator.gateway.config.GatewayConfig.Account;
import io.instagramoperator.gateway.jar.JarProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The receiver as it is shipped, for one account of a shared app. */
final class RunningReceiver implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int PAGE = 1_000;

    private final int webhook = JarProcess.freePort();
    private final int api = JarProcess.freePort();
    private final int management = JarProcess.freePort();
    private final String instagramId;
    private final String name;
    private final JarProcess process;

    RunningReceiver(Path folder, String instagramId) throws IOException {
        this.instagramId = instagramId;
        this.name = "a" + instagramId;
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("app-secret"), GatewayHome.APP_SECRET);
        Files.writeString(secrets.resolve("access-token"), "token");
        Files.writeString(secrets.resolve("api-token"), "api-token");
        Path configuration = Files.writeString(
                folder.resolve("config.yaml"), """
                account: { namespace: social, name: %s, instagramId: "%s", login: Instagram }
                app: { id: "1234567890123456", secretFiles: [ secrets/app-secret ], shared: true }
                accessTokenFile: secrets/access-token
                graph: { url: "http://127.0.0.1:9" }
                api: { tokenFiles: [ secrets/api-token ] }
                ports: { webhook: %d, api: %d, management: %d }
                """.formatted(name, instagramId, webhook, api, management));
        process = new JarProcess(
                System.getProperty("receiver.jar"), folder, Map.of("RECEIVER_CONFIG", configuration.toString()));
        process.start();
    }

    Account account() {
        return new Account(instagramId, name, URI.create("http://127.0.0.1:" + webhook + "/webhooks/social/" + name));
    }

    JarProcess process() {
        return process;
    }

    RunningReceiver awaitReady() {
        await().atMost(Duration.ofSeconds(60)).until(() -> process.isReady(management));
        return this;
    }

    /** A message that is stored. */
    record Stored(String mid, String raw) {}

    /** All that it has stored, in order. */
    List<Stored> stored() {
        List<Stored> stored = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode page = json("/v1/events?limit=" + PAGE + after);
            if (page.path("events").isEmpty()) {
                return stored;
            }
            for (JsonNode event : page.path("events")) {
                stored.add(new Stored(
                        event.at("/data/message/id").asText(),
                        text("/v1/events/" + event.path("id").asText() + "/raw")));
            }
            after = "&after=" + page.path("next").asText();
        }
    }

    private JsonNode json(String path) {
        try {
            return JSON.readTree(text(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(String path) {
        return new String(
                process.get(api, path, "Authorization", "Bearer api-token").body(), ISO_8859_1);
    }

    @Override
    public void close() {
        process.close();
    }
}
