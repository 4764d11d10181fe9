package io.instagramoperator.receiver.jar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.receiver.ReceiverHome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The receiver as it is shipped, in a process of its own. All that it says is kept. */
public final class RunningJar implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    /** What a request was answered. */
    public record Answer(String what, int status, String body) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Answer> answers = new ArrayList<>();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final int webhook;
    private final int api;
    private final int management;
    private final Process process;

    /**
     * Starts it.
     *
     * @param logLevel as the operator hands on an account's {@code logLevel}
     */
    public RunningJar(ReceiverHome home, String logLevel) throws IOException {
        webhook = freePort();
        api = freePort();
        management = freePort();
        Path configuration = home.with(
                        "ports", "{ webhook: " + webhook + ", api: " + api + ", management: " + management + " }")
                .file();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        System.getProperty("receiver.jar"))
                .directory(home.folder().toFile())
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of("RECEIVER_CONFIG", configuration.toString(), "QUARKUS_LOG_LEVEL", logLevel));
        process = builder.start();
        Thread.ofVirtual().start(this::read);
    }

    private void read() {
        try {
            process.getInputStream().transferTo(output);
        } catch (IOException e) {
            output.writeBytes(("the output was cut: " + e).getBytes(UTF_8));
        }
    }

    public String output() {
        return output.toString(UTF_8);
    }

    public List<Answer> answers() {
        return List.copyOf(answers);
    }

    public void awaitReady() {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> managed("/health/ready").status() == 200);
    }

    public Answer managed(String path) throws IOException, InterruptedException {
        return send("management " + path, HttpRequest.newBuilder(address(management, path)));
    }

    public JsonNode status() throws IOException, InterruptedException {
        return JSON.readTree(managed("/status").body());
    }

    /** Asks the application API, with a bearer token and headers in pairs. */
    public Answer api(String method, String path, String token, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(api, path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token);
        return send("api " + method + " " + path, headers.length == 0 ? request : request.headers(headers));
    }

    public Answer webhook(String method, String pathAndQuery, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(webhook, pathAndQuery))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return send("webhook " + method, headers.length == 0 ? request : request.headers(headers));
    }

    /** What becomes of a process that finds no room for its files any more. */
    public void letWritesFail() throws IOException, InterruptedException {
        command("prlimit", "--pid", Long.toString(process.pid()), "--fsize=0");
    }

    /** Has it print its threads. */
    public void askForThreads() throws IOException, InterruptedException {
        command("kill", "-QUIT", Long.toString(process.pid()));
        await().until(() -> output().contains("Full thread dump"));
    }

    public int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("has ended").isTrue();
        return process.exitValue();
    }

    private Answer send(String what, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        Answer answer =
                new Answer(what, response.statusCode(), response.headers().map() + "\n" + response.body());
        answers.add(answer);
        return new Answer(what, response.statusCode(), response.body());
    }

    private static void command(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as("exit of %s", Arrays.toString(command))
                .isZero();
    }

    private static URI address(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        http.close();
    }
}
