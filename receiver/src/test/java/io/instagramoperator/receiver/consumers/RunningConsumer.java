package io.instagramoperator.receiver.consumers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A consumer as a process, which keeps its file in a folder. */
final class RunningConsumer implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("listening on port (\\d+)");

    private final Path folder;
    private final Process process;
    private final URI url;

    private RunningConsumer(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
        await().atMost(Duration.ofMinutes(1))
                .until(() -> !process.isAlive() || listening().find());
        Matcher listening = listening();
        if (!listening.find()) {
            throw new AssertionError("the consumer ended: " + output());
        }
        this.url = URI.create("http://127.0.0.1:" + listening.group(1) + "/hooks");
    }

    static RunningConsumer start(Language language, Path folder, String secret) {
        ProcessBuilder builder = new ProcessBuilder(language.command()).directory(folder.toFile());
        builder.environment().put("PORT", "0");
        builder.environment().put("WEBHOOK_SECRET", secret);
        try {
            return new RunningConsumer(
                    folder,
                    builder.redirectErrorStream(true)
                            .redirectOutput(folder.resolve("output").toFile())
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI url() {
        return url;
    }

    /** The file that it keeps. */
    static Path events(Path folder) {
        return folder.resolve("events.log");
    }

    /** What it stored: the lines of its file. */
    List<String> stored() {
        return read(events(folder)).lines().filter(line -> !line.isBlank()).toList();
    }

    /** What it printed about events. */
    List<String> printed() {
        return output().lines().skip(1).toList();
    }

    /** Kills it with signal 9. */
    @Override
    public void close() {
        process.destroyForcibly();
        await().until(() -> !process.isAlive());
    }

    private Matcher listening() {
        return LISTENING.matcher(output());
    }

    private String output() {
        return read(folder.resolve("output"));
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
