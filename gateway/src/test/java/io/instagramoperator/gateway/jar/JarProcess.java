package io.instagramoperator.gateway.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A jar as it is shipped, in a process of its own that can end and be started again. All that it says is kept. */
public final class JarProcess implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ProcessBuilder builder;
    private final Path log;
    private Optional<Process> process = Optional.empty();

    /**
     * A process that is not started yet.
     *
     * @param jar the file
     * @param folder for its files
     */
    public JarProcess(String jar, Path folder, Map<String, String> environment) {
        assertThat(Path.of(jar)).as("built before this test").exists();
        log = folder.resolve("log");
        builder = new ProcessBuilder(Stream.concat(
                                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString()),
                                List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar)
                                        .stream())
                        .toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
    }

    public void start() {
        try {
            process = Optional.of(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.orElseThrow().destroyForcibly();
        awaitEnd();
    }

    /** As Kubernetes ends it, without waiting. */
    public void terminate() {
        process.orElseThrow().toHandle().destroy();
    }

    public void awaitEnd() throws InterruptedException {
        assertThat(process.orElseThrow().waitFor(60, TimeUnit.SECONDS))
                .as("the process has ended; its log is %s", log)
                .isTrue();
    }

    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it something, on a port of this machine. */
    public HttpResponse<byte[]> get(int port, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
        try {
            return http.send(
                    (headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whether it says so on its management port. */
    public boolean isReady(int management) {
        try {
            return get(management, "/health/ready").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.ifPresent(Process::destroyForcibly);
        http.close();
    }
}
