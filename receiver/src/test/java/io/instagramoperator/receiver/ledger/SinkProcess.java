package io.instagramoperator.receiver.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The application that a {@link Scene}'s receiver delivers to, started and killed. */
final class SinkProcess implements AutoCloseable {

    private final Path home;
    private final long seed;
    private final int port;
    private final DeliveryLedger ledger;
    private Optional<Process> process = Optional.empty();

    SinkProcess(Path home, long seed) throws IOException {
        this.home = home;
        this.seed = seed;
        this.port = Scene.freePort();
        this.ledger = new DeliveryLedger(home.resolve("delivered"));
        Files.createDirectories(home.resolve("secrets"));
        Files.writeString(home.resolve("secrets/sink"), Sink.SECRET);
    }

    /** For the section {@code subscriptions} of the receiver's configuration. */
    String subscription(int maxInFlight) {
        return "[ { name: sink, start: Earliest, http: { url: \"http://127.0.0.1:" + port
                + "/\", signingSecretFiles: [ secrets/sink ], timeout: 5s }, delivery: { maxInFlight: " + maxInFlight
                + " } } ]";
    }

    void start() throws IOException {
        process = Optional.of(Scene.java(
                        List.of(),
                        Sink.class,
                        Integer.toString(port),
                        ledger.file().toString(),
                        Long.toString(seed))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("sink.log").toFile()))
                .start());
    }

    void kill() throws InterruptedException {
        process.orElseThrow().toHandle().destroyForcibly();
        assertThat(process.orElseThrow().waitFor()).isEqualTo(128 + 9);
    }

    DeliveryLedger ledger() {
        return ledger;
    }

    @Override
    public void close() {
        process.ifPresent(Process::destroyForcibly);
    }
}
