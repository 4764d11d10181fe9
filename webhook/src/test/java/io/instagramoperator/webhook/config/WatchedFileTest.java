package io.instagramoperator.webhook.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a changed file, or a changed secret, is in force. The process of this test has a greeting and a secret, and starts for one name. */
class WatchedFileTest {

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final String VALID = "name: acme\nsecretFile: secret\n";

    private record Greeting(String name, String text, Path secretFile) {}

    private record Secrets(List<Token> tokens, Instant readAt) {}

    private record SecretFiles(CredentialFile secret) implements CredentialFiles<Secrets> {

        @Override
        public List<CredentialState> states() {
            return List.of(secret.state());
        }

        @Override
        public Secrets credentials(Instant readAt) {
            return new Secrets(secret.token().stream().toList(), readAt);
        }
    }

    private static final Format<Greeting, Secrets> FORMAT = new Format<>() {

        @Override
        public Parsed<Greeting> parse(byte[] yaml, Path folder) {
            List<String> problems = new ArrayList<>();
            Section root = YamlTree.root(yaml, "name", problems);
            Greeting greeting = new Greeting(
                    root.text("name").orElse(""),
                    root.text("text").orElse(""),
                    new ConfigFolder(folder).requiredFile(root, "secretFile"));
            root.refuseUnknown();
            return problems.isEmpty() ? new Parsed.Valid<>(greeting) : new Parsed.Invalid<>(problems);
        }

        @Override
        public List<String> needsRestart(Optional<Greeting> inForce, Greeting wanted) {
            return inForce.filter(before -> !before.name().equals(wanted.name()))
                            .isPresent()
                    ? List.of("name: restart it")
                    : List.of();
        }

        @Override
        public CredentialFiles<Secrets> read(Greeting config) {
            return new SecretFiles(CredentialFile.read("secretFile", config.secretFile()));
        }
    };

    private final Path folder;
    private final Path file;
    private final List<Snapshot<Greeting, Secrets>> heard = new ArrayList<>();
    private final WatchedFile<Greeting, Secrets> watched;
    private Instant now = START;

    WatchedFileTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.file = folder.resolve("config.yaml");
        this.watched =
                new WatchedFile<>(file, "GREETING_CONFIG", FORMAT, new Secrets(List.of(), Instant.EPOCH), () -> now);
        Files.writeString(folder.resolve("secret"), "s3cret\n");
    }

    @Test
    void isInForceWithTheHashOfItsBytesAndItsSecrets() throws IOException {
        // Given
        Files.writeString(file, VALID);

        // When
        watched.refresh();

        // Then
        assertThat(watched.current().inForce().orElseThrow().hash())
                .isEqualTo("219ea2f4c8acc6e85f291e10083cf0400d33620994b1cea803f407e617a40c47");
        assertThat(watched.current().refusal()).isEmpty();
        assertThat(watched.current().credentials()).isEqualTo(new Secrets(List.of(Token.of("s3cret")), START));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        what: 1      | what: is unknown; allowed here: name, secretFile, text
        text: [ a ]  | text: '["a"]' is not a text
        """)
    void leavesTheOldVersionInForceWhenTheNewOneIsBroken(String line, String problem) throws IOException {
        // Given
        Files.writeString(file, VALID);
        watched.refresh();
        Snapshot<Greeting, Secrets> before = watched.current();

        // When
        Files.writeString(file, VALID + line + "\n");
        watched.refresh();

        // Then
        assertThat(watched.current().inForce()).isEqualTo(before.inForce());
        assertThat(watched.current().credentials()).isEqualTo(before.credentials());
        assertThat(watched.current().refusal().orElseThrow().message()).isEqualTo(problem);
        assertThat(watched.current().refusal().orElseThrow().hash())
                .hasValueSatisfying(hash -> assertThat(hash).hasSize(64));

        // And
        Files.writeString(file, VALID + "text: hello\n");
        watched.refresh();
        assertThat(watched.current().config().orElseThrow().text()).isEqualTo("hello");
        assertThat(watched.current().refusal()).isEmpty();
    }

    @Test
    void refusesWhatTheProcessCannotTakeUp() throws IOException {
        // Given
        Files.writeString(file, VALID);
        watched.refresh();

        // When
        Files.writeString(file, VALID.replace("acme", "globex"));
        watched.refresh();

        // Then
        assertThat(watched.current().config().orElseThrow().name()).isEqualTo("acme");
        assertThat(watched.current().refusal().orElseThrow().message()).isEqualTo("name: restart it");
    }

    @Test
    void takesUpAFileThatIsMissingAtFirst() throws IOException {
        // Given
        watched.refresh();
        Snapshot<Greeting, Secrets> before = watched.current();

        // When
        Files.writeString(file, VALID);
        watched.refresh();

        // Then
        assertThat(before.inForce()).isEmpty();
        assertThat(before.refusal().orElseThrow().message())
                .isEqualTo(file + ": no such file; create it or set GREETING_CONFIG");
        assertThat(before.refusal().orElseThrow().hash()).isEmpty();
        assertThat(watched.current().inForce()).isPresent();
        assertThat(watched.current().refusal()).isEmpty();
    }

    @Test
    void goesOnWithoutTheFileAndNoticesWhenTheSameIsBack() throws IOException {
        // Given
        Files.writeString(file, VALID);
        watched.refresh();

        // When
        Files.delete(file);
        watched.refresh();
        Snapshot<Greeting, Secrets> without = watched.current();
        Files.writeString(file, VALID);
        watched.refresh();

        // Then
        assertThat(without.inForce()).isPresent();
        assertThat(without.refusal()).isPresent();
        assertThat(watched.current().refusal()).isEmpty();
    }

    @Test
    void followsTheSymbolicLinksThatAKubeletSwaps() throws IOException {
        // Given
        Path first = Files.createDirectory(folder.resolve("..1"));
        Path second = Files.createDirectory(folder.resolve("..2"));
        Files.writeString(first.resolve("config.yaml"), VALID);
        Files.writeString(second.resolve("config.yaml"), VALID + "text: hello\n");
        Path data = Files.createSymbolicLink(folder.resolve("..data"), first);
        Files.createSymbolicLink(file, data.resolve("config.yaml"));
        watched.refresh();

        // When
        Path swap = Files.createSymbolicLink(folder.resolve("..data_tmp"), second);
        Files.move(swap, data, StandardCopyOption.ATOMIC_MOVE);
        watched.refresh();

        // Then
        assertThat(watched.current().config().orElseThrow().text()).isEqualTo("hello");
    }

    @Test
    void tellsOnceOfARotatedSecretAndWhenItWasReadFirst() throws IOException {
        // Given
        Files.writeString(file, VALID);
        watched.onChange(heard::add);
        watched.refresh();

        // When
        Files.writeString(folder.resolve("secret"), "new");
        now = START.plusSeconds(60);
        watched.refresh();
        now = START.plusSeconds(120);
        watched.refresh();

        // Then
        assertThat(watched.current().credentials())
                .isEqualTo(new Secrets(List.of(Token.of("new")), START.plusSeconds(60)));
        assertThat(heard).hasSize(2).last().isEqualTo(watched.current());
    }
}
