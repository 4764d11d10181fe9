package io.instagramoperator.webhook.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.webhook.config.Snapshot.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mistake in this program shows, and is not the end: the file is read on. Here the configuration is one line, and its second word the secret. */
class SurprisedFileTest {

    private static final String SECRET = "s3cret";

    /** The secret as it is in the file. */
    private record Line(String text) implements CredentialFiles<String> {

        @Override
        public List<CredentialState> states() {
            return List.of();
        }

        @Override
        public String credentials(Instant readAt) {
            return text;
        }
    }

    private final class OneLine implements Format<String, String> {

        @Override
        public Parsed<String> parse(byte[] yaml, Path folder) {
            String line = new String(yaml, StandardCharsets.UTF_8);
            if (line.startsWith("broken")) {
                throw new IllegalStateException("cannot make anything of " + line);
            }
            return new Parsed.Valid<>(line);
        }

        @Override
        public List<String> needsRestart(Optional<String> inForce, String wanted) {
            return List.of();
        }

        @Override
        public CredentialFiles<String> read(String config) {
            if (unreadableSecrets) {
                throw new IllegalStateException("cannot make anything of " + SECRET);
            }
            return new Line(config);
        }
    }

    private final Path file;
    private final WatchedFile<String, String> watched;
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {

        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.SEVERE.intValue()) {
                StringWriter text = new StringWriter();
                Optional.ofNullable(line.getThrown()).ifPresent(e -> e.printStackTrace(new PrintWriter(text)));
                logged.add(line.getMessage() + "\n" + text);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private boolean unreadableSecrets;

    SurprisedFileTest(@TempDir Path folder) {
        this.file = folder.resolve("config.yaml");
        this.watched = new WatchedFile<>(file, "LINE_CONFIG", new OneLine(), "", () -> Instant.EPOCH);
    }

    @BeforeEach
    void listen() {
        Logger.getLogger(WatchedFile.class.getName()).addHandler(handler);
    }

    @AfterEach
    void stop() {
        watched.stop();
        Logger.getLogger(WatchedFile.class.getName()).removeHandler(handler);
    }

    @Test
    void goesOnPollingAfterAFileThatCannotBeRead() throws IOException {
        // Given
        Files.writeString(file, "first " + SECRET);
        watched.start();

        // When
        Files.writeString(file, "broken " + SECRET);
        await().until(() -> watched.current().refusal().isPresent());
        Files.writeString(file, "second " + SECRET);

        // Then
        await().until(() -> watched.current().config().equals(Optional.of("second " + SECRET)));
        assertThat(watched.current().refusal()).isEmpty();
    }

    @Test
    void saysOncePerContentWhatHappenedWithoutTheContent() throws IOException {
        // Given
        Files.writeString(file, "first " + SECRET);
        watched.refresh();

        // When
        Files.writeString(file, "broken " + SECRET);
        watched.refresh();
        watched.refresh();
        Snapshot<String, String> after = watched.current();
        List<String> afterOne = List.copyOf(logged);
        Files.writeString(file, "broken again " + SECRET);
        watched.refresh();

        // Then
        assertThat(after.config()).contains("first " + SECRET);
        Refusal refusal = after.refusal().orElseThrow();
        assertThat(refusal.hash()).hasValueSatisfying(hash -> assertThat(hash).hasSize(64));
        assertThat(refusal.message())
                .isEqualTo("it cannot be read: an unexpected java.lang.IllegalStateException;"
                        + " write it in another way, and report this with the log");
        assertThat(afterOne).hasSize(1).first().asString().contains("OneLine.parse");
        assertThat(logged).hasSize(2);
        assertThat(logged).noneMatch(line -> line.contains(SECRET));
    }

    @Test
    void takesUpTheSameFileWhenItsSecretsCanBeReadAgain() throws IOException {
        // Given
        Files.writeString(file, "first " + SECRET);
        watched.refresh();
        unreadableSecrets = true;
        Files.writeString(file, "second " + SECRET);
        watched.refresh();
        watched.refresh();
        Snapshot<String, String> meanwhile = watched.current();

        // When
        unreadableSecrets = false;
        watched.refresh();

        // Then
        assertThat(meanwhile.config()).contains("first " + SECRET);
        assertThat(meanwhile.refusal()).isPresent();
        assertThat(logged).hasSize(1);
        assertThat(logged).noneMatch(line -> line.contains(SECRET));
        assertThat(watched.current().config()).contains("second " + SECRET);
        assertThat(watched.current().refusal()).isEmpty();
    }

    @Test
    void saysThatAPartOfTheProcessDidNotTakeItUp() throws IOException {
        // Given
        List<Snapshot<String, String>> heard = new ArrayList<>();
        watched.onChange(snapshot -> {
            if (snapshot.config().orElseThrow().startsWith("first")) {
                throw new IllegalStateException("cannot take up " + snapshot);
            }
        });
        watched.onChange(heard::add);

        // When
        Files.writeString(file, "first " + SECRET);
        watched.refresh();
        watched.refresh();
        Snapshot<String, String> first = watched.current();
        Files.writeString(file, "second " + SECRET);
        watched.refresh();

        // Then
        assertThat(heard).hasSize(2);
        assertThat(first.config()).contains("first " + SECRET);
        Refusal refusal = first.refusal().orElseThrow();
        assertThat(refusal.hash()).contains(first.inForce().orElseThrow().hash());
        assertThat(refusal.message())
                .isEqualTo("a part of this process failed to take it up: an unexpected"
                        + " java.lang.IllegalStateException; restart it, and report this with the log");
        assertThat(logged).hasSize(1);
        assertThat(logged).noneMatch(line -> line.contains(SECRET));
        assertThat(watched.current().refusal()).isEmpty();
    }
}
