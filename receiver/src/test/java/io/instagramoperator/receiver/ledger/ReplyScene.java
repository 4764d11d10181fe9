package io.instagramoperator.receiver.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.reply.ReplyingReceiver;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Clients that reply in several conversations all the time, a receiver that is started and killed, and Meta. */
final class ReplyScene implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int MILLIS_TO_NEXT = 300;
    private static final int MILLIS_TO_RETRY = 30;

    private final Path home;
    private final Path folder;
    private final Path journal;
    private final Path configuration;
    private final int port;
    private final Inboxes inboxes;
    private final Disk disk;
    private final Map<String, String> accepted = new ConcurrentHashMap<>();
    private final List<Thread> clients = new ArrayList<>();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private volatile boolean ending;
    private Optional<Process> receiver = Optional.empty();

    ReplyScene(Path home, Random random, int conversations) throws IOException {
        this.home = home;
        int webhook = Scene.freePort();
        port = Scene.freePort();
        inboxes = new Inboxes(
                URI.create("http://127.0.0.1:" + webhook + CustomerMessage.webhookPath()),
                new Random(random.nextLong()));
        configuration = new ReceiverHome(home)
                .with("graph", "{ url: \"" + inboxes.url() + "\" }")
                .with("replies", "{ perSecond: 300 }")
                .with("ports", "{ webhook: " + webhook + ", api: 0, management: 0 }")
                .file();
        folder = Files.createDirectories(home.resolve("data")).toRealPath();
        journal = home.resolve("journal");
        disk = new Disk(folder, journal);
        for (int i = 0; i < conversations; i++) {
            String customer = Integer.toString(1_000 + i);
            clients.add(Thread.ofVirtual().start(() -> reply(customer)));
        }
    }

    void start(Fault fault) throws IOException, InterruptedException {
        ProcessBuilder builder = Scene.java(
                        List.of(), ReplyingReceiver.class, configuration.toString(), Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("receiver.log").toFile()));
        builder.environment()
                .putAll(Map.of(
                        "LD_PRELOAD", FaultyDiskLibrary.compiled().toString(),
                        "LEDGER_FOLDER", folder.toString(),
                        "LEDGER_JOURNAL", journal.toString(),
                        "LEDGER_FAULT", fault.text()));
        receiver = Optional.of(builder.start());
    }

    /** Kills it when a message has arrived and its answer has not; which one is left to chance. */
    void killWhenOneHasArrived() throws IOException {
        Process process = receiver.orElseThrow();
        inboxes.whenOneHasArrived(() -> process.toHandle().destroyForcibly());
        awaitEnd();
    }

    void kill() throws IOException {
        receiver.orElseThrow().toHandle().destroyForcibly();
        awaitEnd();
    }

    void awaitEnd() throws IOException {
        await().atMost(PATIENCE).until(() -> !receiver.orElseThrow().isAlive());
        disk.processEnded();
    }

    void losePower() throws IOException {
        disk.losePower();
    }

    /** Waits until customers got so many more. */
    void awaitReceived(int more) {
        int wanted = inboxes.received().size() + more;
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> inboxes.received().size() >= wanted);
    }

    /** A last receiver does what is left over and ends properly. */
    void finish() throws Exception {
        start(Fault.NONE);
        ending = true;
        for (Thread thread : clients) {
            thread.join();
        }
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> inboxes.undeliveredEchoes() == 0
                        && ask(HttpRequest.newBuilder(door()).build())
                                .filter("0"::equals)
                                .isPresent());
        receiver.orElseThrow().destroy();
        awaitEnd();
    }

    /** The id of each text that was accepted. */
    Map<String, String> accepted() {
        return Map.copyOf(accepted);
    }

    Inboxes inboxes() {
        return inboxes;
    }

    Path folder() {
        return folder;
    }

    private void reply(String customer) {
        for (int number = 1; !ending; number++) {
            String text = customer + "-" + number;
            HttpRequest request = HttpRequest.newBuilder(door())
                    .header("Idempotency-Key", text)
                    .timeout(Duration.ofSeconds(5))
                    .POST(BodyPublishers.ofString(
                            "{\"recipient\":{\"id\":\"" + customer + "\"},\"message\":{\"text\":\"" + text + "\"}}",
                            UTF_8))
                    .build();
            Optional<String> id = ask(request);
            while (id.isEmpty()) {
                pause(MILLIS_TO_RETRY);
                id = ask(request);
            }
            accepted.put(text, id.get());
            pause(MILLIS_TO_NEXT);
        }
    }

    private URI door() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    private Optional<String> ask(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return response.statusCode() < 300 ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    @Override
    public void close() {
        receiver.ifPresent(Process::destroyForcibly);
        inboxes.close();
    }
}
