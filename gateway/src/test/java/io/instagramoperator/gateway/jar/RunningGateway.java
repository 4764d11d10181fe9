package io.instagramoperator.gateway.jar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.gateway.GatewayHome;
import io.instagramoperator.gateway.Meta;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** The gateway as it is shipped. */
public final class RunningGateway implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final int webhook = JarProcess.freePort();
    private final int management = JarProcess.freePort();
    private final JarProcess process;
    private final Meta meta = new Meta(webhook);

    public RunningGateway(GatewayHome home) {
        this(home, "INFO");
    }

    RunningGateway(GatewayHome home, String logLevel) {
        String configuration = home.with("ports", "{ webhook: " + webhook + ", management: " + management + " }")
                .file()
                .toString();
        process = new JarProcess(
                System.getProperty("gateway.jar"),
                home.folder(),
                Map.of("GATEWAY_CONFIG", configuration, "QUARKUS_LOG_LEVEL", logLevel));
        process.start();
    }

    public RunningGateway awaitReady() {
        await().atMost(Duration.ofSeconds(60)).until(this::isReady);
        return this;
    }

    boolean isReady() {
        return process.isReady(management);
    }

    JsonNode status() throws IOException {
        return JSON.readTree(get("/status"));
    }

    String get(String path) {
        HttpResponse<byte[]> answer = process.get(management, path);
        return new String(answer.body(), UTF_8);
    }

    public Meta meta() {
        return meta;
    }

    public JarProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
        meta.close();
    }
}
