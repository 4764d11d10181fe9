package io.instagramoperator.receiver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.instagramoperator.webhook.config.CredentialState;
import io.instagramoperator.webhook.config.CredentialState.State;
import io.instagramoperator.webhook.config.Desired;
import io.instagramoperator.webhook.config.Snapshot;
import io.instagramoperator.webhook.config.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The receiver's own part of it; how files are watched is protected where that is done. */
class ConfigurationTest {

    private static final String VALID = """
            account: { namespace: social, name: acme, instagramId: "17841405822304914", login: Instagram }
            app: { id: "1234567890123456", secretFiles: [ secrets/acme-meta/app-secret ] }
            accessTokenFile: secrets/acme-meta/access-token
            """;

    private final Path folder;
    private final Path file;
    private final List<Snapshot<ReceiverConfig, Credentials>> heard = new ArrayList<>();

    ConfigurationTest(@TempDir Path folder) {
        this.folder = folder;
        this.file = folder.resolve("config.yaml");
    }

    @Test
    void isInForceWithTheHashOfItsBytes() throws IOException {
        // Given
        Files.writeString(file, VALID);

        // When
        Snapshot<ReceiverConfig, Credentials> now = started().current();

        // Then
        assertThat(now.inForce().orElseThrow().hash())
                .isEqualTo("e9570d3444db594b1db4fce58c78325477e3f296044d4dbac17c48b7e564168f");
        assertThat(now.refusal()).isEmpty();
    }

    @Test
    void leavesTheOldVersionInForceWhenTheNewOneIsBroken() throws IOException {
        // Given
        Files.writeString(file, VALID);
        Configuration configuration = started();
        Snapshot<ReceiverConfig, Credentials> before = configuration.current();

        // When
        Files.writeString(file, VALID + "desired: Gone\nwebhook: 1\n");
        configuration.refresh();

        // Then
        assertThat(configuration.current().inForce()).isEqualTo(before.inForce());
        assertThat(configuration.current().refusal().orElseThrow().message())
                .isEqualTo("desired: 'Gone' is unknown; allowed: Present, Absent; "
                        + "webhook: '1' is not a mapping; write its fields below it");
        assertThat(configuration.current().refusal().orElseThrow().hash())
                .hasValueSatisfying(hash -> assertThat(hash).hasSize(64));

        // When
        Files.writeString(file, VALID + "desired: Absent\n");
        configuration.refresh();

        // Then
        assertThat(configuration.current().config().orElseThrow().desired()).isEqualTo(Desired.ABSENT);
        assertThat(configuration.current().refusal()).isEmpty();
        assertThat(heard).hasSize(3).last().isEqualTo(configuration.current());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        ports: { webhook: 8090 }        | ports.webhook: '8090' cannot replace '8080' while the receiver runs; restart it
        store: { embedded: { path: b } }| store.embedded.path: '{folder}/b' cannot replace '{folder}/data' while the receiver runs; restart it
        account: { namespace: s, name: a, instagramId: 18, login: Instagram } | account.instagramId: '18' cannot replace '17841405822304914' while the receiver runs; restart it, with a store of its own
        """)
    void refusesWhatARunningProcessCannotTakeUp(String line, String problem) throws IOException {
        // Given
        Files.writeString(file, VALID);
        Configuration configuration = started();

        // When
        String field = line.substring(0, line.indexOf(':'));
        Files.writeString(file, VALID.replaceAll("(?m)^" + field + ":.*$", "") + line + "\n");
        configuration.refresh();

        // Then
        assertThat(configuration.current().refusal().orElseThrow().message())
                .isEqualTo(problem.replace("{folder}", folder.toString()));
    }

    @Test
    void tellsOfEachCredentialWhetherItIsThere() throws IOException {
        // Given
        Files.writeString(
                file,
                VALID.replace(
                                "secrets/acme-meta/app-secret",
                                "secrets/a/present, secrets/a/missing, secrets/a/empty, secrets/a")
                        + "verifyTokenFile: secrets/a/two-lines\n");
        secret("a/present", "s3cret\n");
        secret("a/empty", "\n");
        secret("a/two-lines", "one\ntwo\n");

        // When
        Credentials credentials = started().current().credentials();

        // Then
        assertThat(credentials.states())
                .extracting(
                        CredentialState::name, CredentialState::secret, CredentialState::key, CredentialState::state)
                .containsExactly(
                        tuple("app.secretFiles[0]", "a", "present", State.PRESENT),
                        tuple("app.secretFiles[1]", "a", "missing", State.MISSING),
                        tuple("app.secretFiles[2]", "a", "empty", State.EMPTY),
                        tuple("app.secretFiles[3]", "secrets", "a", State.UNREADABLE),
                        tuple("accessTokenFile", "acme-meta", "access-token", State.MISSING),
                        tuple("verifyTokenFile", "a", "two-lines", State.UNREADABLE));
        assertThat(credentials.appSecrets()).hasSize(1);
        assertThat(credentials.accessToken()).isEmpty();
        assertThat(credentials.verifyTokens()).as("fails closed").isEmpty();
    }

    @Test
    void takesUpARotatedSecret() throws IOException {
        // Given
        Files.writeString(file, VALID);
        secret("acme-meta/access-token", "old\n");
        Instant start = Instant.parse("2026-11-23T10:00:00Z");
        AtomicReference<Instant> now = new AtomicReference<>(start);
        Configuration configuration = new Configuration(file, now::get);
        configuration.onChange(heard::add);
        configuration.refresh();
        assertThat(configuration.current().credentials().readAt()).isEqualTo(start);

        // When
        secret("acme-meta/access-token", "new");
        now.set(start.plusSeconds(60));
        configuration.refresh();
        now.set(start.plusSeconds(120));
        configuration.refresh();

        // Then
        assertThat(configuration.current().credentials().accessToken()).contains(Token.of("new"));
        assertThat(configuration.current().credentials().readAt())
                .as("when the new value was read for the first time")
                .isEqualTo(start.plusSeconds(60));
        assertThat(heard).as("told once").hasSize(2);
    }

    @Test
    void derivesTheVerifyTokenOfEachAppSecretWhereNoneIsNamed() throws IOException {
        // Given
        Files.writeString(file, VALID.replace("app-secret", "app-secret, secrets/acme-meta/old"));
        secret("acme-meta/app-secret", "test_app_secret");
        secret("acme-meta/old", "older");

        // When
        List<Token> tokens = started().current().credentials().verifyTokens();

        // Then
        assertThat(tokens).hasSize(2);
        assertThat(tokens.getFirst())
                .isEqualTo(Token.of("816a964f403fec4a7be1a4b2656ba76b0711633e91d275083dc49c4ccd31afb7"));
    }

    private Configuration started() {
        Configuration configuration = new Configuration(file);
        configuration.onChange(heard::add);
        configuration.refresh();
        return configuration;
    }

    private void secret(String name, String content) throws IOException {
        Path secret = folder.resolve("secrets").resolve(name);
        Files.createDirectories(secret.getParent());
        Files.writeString(secret, content);
    }
}
