package io.instagramoperator.receiver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.instagramoperator.receiver.config.Subscription.Delivery;
import io.instagramoperator.receiver.config.Subscription.Format;
import io.instagramoperator.receiver.config.Subscription.Http;
import io.instagramoperator.receiver.config.Subscription.Ordering;
import io.instagramoperator.receiver.config.Subscription.Start;
import io.instagramoperator.webhook.config.CredentialState;
import io.instagramoperator.webhook.config.CredentialState.State;
import io.instagramoperator.webhook.config.Token;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinkCredentialFilesTest {

    private static final String CERTIFICATES = """
            -----BEGIN CERTIFICATE-----
            MIIB
            -----END CERTIFICATE-----
            -----BEGIN CERTIFICATE-----
            MIIC
            -----END CERTIFICATE-----""";

    private final Path folder;

    SinkCredentialFilesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsSecretsHeadersAndAuthorities() throws IOException {
        // Given
        write("old", "whsec_old\n");
        write("new", "whsec_new");
        write("headers/Authorization", "Bearer abc\n");
        write("ca.crt", CERTIFICATES + "\n");

        // When
        SinkCredentialFiles files = SinkCredentialFiles.read(
                subscription(List.of("new", "old"), Optional.of("headers"), Optional.of("ca.crt")));

        // Then
        assertThat(files.credentials())
                .isEqualTo(new SinkCredentials(
                        List.of(Token.of("whsec_new"), Token.of("whsec_old")),
                        Map.of("Authorization", Token.of("Bearer abc")),
                        Optional.of(Token.of(CERTIFICATES)),
                        List.of()));
        assertThat(files.credentials().complete()).isTrue();
        assertThat(files.states())
                .extracting(CredentialState::name, CredentialState::state)
                .containsExactly(
                        tuple("subscriptions[crm].http.signingSecretFiles[0]", State.PRESENT),
                        tuple("subscriptions[crm].http.signingSecretFiles[1]", State.PRESENT),
                        tuple("subscriptions[crm].http.headersFolder", State.PRESENT),
                        tuple("subscriptions[crm].http.headersFolder/Authorization", State.PRESENT),
                        tuple("subscriptions[crm].http.caFile", State.PRESENT));
    }

    @Test
    void needsNoHeadersAndNoAuthorities() throws IOException {
        // Given
        write("secret", "whsec_a");

        // When
        SinkCredentials credentials = SinkCredentialFiles.read(
                        subscription(List.of("secret"), Optional.empty(), Optional.empty()))
                .credentials();

        // Then
        assertThat(credentials)
                .isEqualTo(new SinkCredentials(List.of(Token.of("whsec_a")), Map.of(), Optional.empty(), List.of()));
    }

    @Test
    void readsHeadersThroughTheLinksOfAKubeletAndNotTheLinksThemselves() throws IOException {
        // Given
        write("secret", "whsec_a");
        write("headers/..2026_11_25_22_00_00.1/X-Key", "one");
        link("headers/..data", "..2026_11_25_22_00_00.1");
        link("headers/X-Key", "..data/X-Key");
        Subscription subscription = subscription(List.of("secret"), Optional.of("headers"), Optional.empty());

        // When
        SinkCredentialFiles before = SinkCredentialFiles.read(subscription);
        write("headers/..2026_11_25_22_00_01.1/X-Key", "two");
        Files.delete(folder.resolve("headers/..data"));
        link("headers/..data", "..2026_11_25_22_00_01.1");
        SinkCredentialFiles after = SinkCredentialFiles.read(subscription);

        // Then
        assertThat(before.credentials().headers()).isEqualTo(Map.of("X-Key", Token.of("one")));
        assertThat(after.credentials().headers()).isEqualTo(Map.of("X-Key", Token.of("two")));
        assertThat(after.credentials().missing()).isEmpty();
        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void namesEverythingThatIsMissing() throws IOException {
        // Given
        write("empty", "\n");
        write("headers/x-key", "two\nlines");

        // When
        SinkCredentials credentials = SinkCredentialFiles.read(
                        subscription(List.of("empty", "absent"), Optional.of("headers"), Optional.of("ca.crt")))
                .credentials();

        // Then
        assertThat(credentials)
                .isEqualTo(new SinkCredentials(
                        List.of(),
                        Map.of(),
                        Optional.empty(),
                        List.of(
                                "subscriptions[crm].http.signingSecretFiles[0]: Empty",
                                "subscriptions[crm].http.signingSecretFiles[1]: Missing",
                                "subscriptions[crm].http.headersFolder/x-key: Unreadable",
                                "subscriptions[crm].http.caFile: Missing")));
        assertThat(credentials.complete()).isFalse();
    }

    @Test
    void namesAFolderThatIsNotThereEmptyOrNone() throws IOException {
        // Given
        write("secret", "whsec_a");
        Files.createDirectories(folder.resolve("nothing"));

        // When // Then
        assertThat(missingWithHeadersIn("absent")).containsExactly("subscriptions[crm].http.headersFolder: Missing");
        assertThat(missingWithHeadersIn("nothing")).containsExactly("subscriptions[crm].http.headersFolder: Empty");
        assertThat(missingWithHeadersIn("secret")).containsExactly("subscriptions[crm].http.headersFolder: Unreadable");
    }

    private List<String> missingWithHeadersIn(String headers) {
        return SinkCredentialFiles.read(subscription(List.of("secret"), Optional.of(headers), Optional.empty()))
                .credentials()
                .missing();
    }

    private Subscription subscription(List<String> secrets, Optional<String> headers, Optional<String> authorities) {
        return new Subscription(
                "crm",
                List.of(),
                Start.NOW,
                false,
                new Http(
                        URI.create("https://crm.example.com/"),
                        false,
                        secrets.stream().map(folder::resolve).toList(),
                        Format.CLOUD_EVENTS,
                        Duration.ofSeconds(15),
                        headers.map(folder::resolve),
                        authorities.map(folder::resolve)),
                new Delivery(Ordering.CONVERSATION, 32, Duration.ofDays(3), 0));
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, content);
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(folder.resolve(name), Path.of(target));
    }
}
