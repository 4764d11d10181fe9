package io.instagramoperator.operator.apiserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The built operator, in a process of its own. */
public final class OperatorProcess implements AutoCloseable {

    private static final String JAR = "target/quarkus-app/quarkus-run.jar";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Process process;
    private final URI management;
    private final Path log;

    /** Starts an operator that looks after these namespaces. */
    public OperatorProcess(Path kubeconfig, List<String> namespaces) {
        try {
            int port = freePort();
            management = URI.create("http://127.0.0.1:" + port + "/");
            log = Files.createTempFile("operator", ".log");
            log.toFile().deleteOnExit();
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx128m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-jar",
                            JAR)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("KUBECONFIG", kubeconfig.toString());
            builder.environment().put("QUARKUS_OPERATOR_SDK_NAMESPACES", String.join(",", namespaces));
            builder.environment().put("QUARKUS_MANAGEMENT_PORT", String.valueOf(port));
            builder.environment().put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
            // On a machine that is busy with other tests an event loop may stand for seconds: no fault of the operator.
            builder.environment().put("QUARKUS_VERTX_MAX_EVENT_LOOP_EXECUTE_TIME", "1M");
            builder.environment().put("QUARKUS_VERTX_WARNING_EXCEPTION_TIME", "1M");
            builder.environment().put("INSTAGRAM_OPERATOR_RECEIVER_IMAGE", "registry.example.com/receiver:1.2.3");
            builder.environment().put("INSTAGRAM_OPERATOR_GATEWAY_IMAGE", "registry.example.com/gateway:1.2.3");
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM, as Kubernetes stops a pod. */
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    /** SIGSTOP: the process does nothing and knows nothing of it. */
    public void pause() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void resume() {
        signal("CONT");
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** The answer of {@code live}, {@code ready} or {@code started}; 0: there is none. */
    public int health(String kind) {
        try {
            return get("health/" + kind).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** What Prometheus would scrape; empty: it does not serve (yet). */
    public String metrics() {
        try {
            return get("metrics").body();
        } catch (IOException e) {
            return "";
        }
    }

    public List<String> log() {
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            signal("CONT");
            kill();
        }
    }

    private java.net.http.HttpResponse<String> get(String path) throws IOException {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(management.resolve(path))
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("process " + process.pid() + " does not end");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
