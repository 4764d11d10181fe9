package io.instagramoperator.receiver.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.receiver.ReceiverHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A generator that delivers all the time, and a receiver that is started and ends, with the disk under it. */
final class Scene implements AutoCloseable {

    private static final String JAR = System.getProperty("ledger.jar", "");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path home;
    private final Path folder;
    private final URI address;
    private final ReceiverHome receiverHome;
    private final Path configuration;
    private final Path journal;
    private final Ledger ledger;
    private final Process generator;
    private final Disk disk;
    private final List<Path> classesInFront = new ArrayList<>();
    private Optional<Process> receiver = Optional.empty();

    /** Meta delivers as fast as it can. The log is in {@code home/data}. */
    Scene(Path home) throws IOException {
        this(home, Duration.ofMillis(2));
    }

    /** Meta makes a pause between two deliveries of a connection. */
    Scene(Path home, Duration pause) throws IOException {
        this.home = home;
        int port = freePort();
        address = URI.create("http://127.0.0.1:" + port + CustomerMessage.webhookPath());
        receiverHome = new ReceiverHome(home)
                .withInstagramLogin()
                .with("graph", "{ url: \"http://127.0.0.1:9\" }")
                .with("ports", "{ webhook: " + port + ", api: 0, management: 0 }");
        configuration = receiverHome.file();
        folder = Files.createDirectories(home.resolve("data")).toRealPath();
        journal = home.resolve("journal");
        ledger = new Ledger(home.resolve("ledger"));
        disk = new Disk(folder, journal);
        generator = java(
                        List.of(),
                        Generator.class,
                        Integer.toString(port),
                        ledger.file().toString(),
                        "1",
                        Long.toString(pause.toMillis()))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("generator.log").toFile())
                .start();
    }

    /** Puts classes in front of those of receivers that are started from now on. */
    void patch(Path classes) {
        classesInFront.add(classes);
    }

    /** Has receivers deliver to an application on this machine; to be called before the first of them is started. */
    void subscribe(String subscriptions) {
        receiverHome
                .with("network", "{ allow: [ 127.0.0.0/8 ] }")
                .with("subscriptions", subscriptions)
                .file();
    }

    /** Starts a receiver. Does not wait for it. */
    Process start(Fault fault) throws IOException, InterruptedException {
        ProcessBuilder builder = JAR.isEmpty() || !classesInFront.isEmpty()
                ? java(classesInFront, LedgerReceiver.class, configuration.toString())
                : new ProcessBuilder(executable(), "-Xmx256m", "-jar", JAR);
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(receiverLog().toFile()));
        builder.environment()
                .putAll(Map.of(
                        "RECEIVER_CONFIG", configuration.toString(),
                        "LD_PRELOAD", FaultyDiskLibrary.compiled().toString(),
                        "LEDGER_FOLDER", folder.toString(),
                        "LEDGER_JOURNAL", journal.toString(),
                        "LEDGER_FAULT", fault.text()));
        Process process = builder.start();
        receiver = Optional.of(process);
        return process;
    }

    /** Waits for so many more acknowledgements. */
    void awaitAcknowledgements(int more) {
        int wanted = ledger.acknowledgements() + more;
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> ledger.acknowledgements() >= wanted);
    }

    /** Those that are open stay open. */
    void limitFileDescriptors(Process process, int most) throws IOException {
        run("prlimit", "--pid", Long.toString(process.pid()), "--nofile=" + most + ":4096");
    }

    /** Waits for a line that a receiver logs, given as a regular expression. */
    void awaitReceiverSays(String line) {
        Pattern pattern = Pattern.compile(line);
        await().atMost(PATIENCE).until(() -> pattern.matcher(receiverSaid()).find());
    }

    /** Waits until somebody who connects is not answered. */
    void awaitRefusal() {
        await().atMost(PATIENCE).until(() -> !isAnswered());
    }

    private boolean isAnswered() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() > 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.onExit().join().exitValue())
                .as("exit of %s", List.of(command))
                .isZero();
    }

    /** Lets it end as an administrator does. */
    void stop() throws IOException, InterruptedException {
        receiver.orElseThrow().destroy();
        awaitEnd();
    }

    void kill() throws IOException, InterruptedException {
        receiver.orElseThrow().toHandle().destroyForcibly();
        awaitEnd();
    }

    /** Waits until the receiver has ended. Returns how. */
    int awaitEnd() throws IOException, InterruptedException {
        Process process = receiver.orElseThrow();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("the receiver has ended; its log is %s", receiverLog())
                .isTrue();
        disk.processEnded();
        return process.exitValue();
    }

    Disk disk() {
        return disk;
    }

    /** What receivers said. */
    String receiverSaid() throws IOException {
        return Files.readString(receiverLog());
    }

    /** Audits a copy of the log, so that the next receiver finds it as this one has left it. */
    Audit.Findings audit() throws IOException {
        Path copy = Files.createTempDirectory(home, "copy");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> !f.toString().endsWith("-shm") && Files.isRegularFile(f))
                    .toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return Audit.of(copy, ledger.account());
    }

    /** A last receiver takes all that is left over and ends properly. */
    Audit.Findings finish() throws IOException, InterruptedException {
        start(Fault.NONE);
        endGenerator();
        stop();
        Ledger.Account account = account();
        assertThat(account.acknowledged()).isEqualTo(account.sent()).isNotEmpty();
        assertThat(receiverSaid()).as("a loss of power is no damage").doesNotContain("damaged");
        return Audit.of(folder, account);
    }

    /** Waits until all that the generator has begun is acknowledged. */
    void endGenerator() throws IOException, InterruptedException {
        generator.getOutputStream().close();
        assertThat(generator.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("the generator has ended")
                .isTrue();
        assertThat(generator.exitValue()).isZero();
    }

    Ledger.Account account() {
        return ledger.account();
    }

    @Override
    public void close() {
        Stream.concat(Stream.of(generator), receiver.stream()).forEach(Process::destroyForcibly);
    }

    private Path receiverLog() {
        return home.resolve("receiver.log");
    }

    static ProcessBuilder java(List<Path> classesInFront, Class<?> main, String... arguments) {
        List<String> classPath = new ArrayList<>();
        classesInFront.forEach(path -> classPath.add(path.toString()));
        classPath.add(System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                executable(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(System.getProperty("path.separator"), classPath),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
