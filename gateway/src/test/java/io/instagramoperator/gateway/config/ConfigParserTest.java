package io.instagramoperator.gateway.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.gateway.config.GatewayConfig.Account;
import io.instagramoperator.gateway.config.GatewayConfig.App;
import io.instagramoperator.gateway.config.GatewayConfig.DeletionPolicy;
import io.instagramoperator.gateway.config.GatewayConfig.Ports;
import io.instagramoperator.webhook.config.Desired;
import io.instagramoperator.webhook.config.Graph;
import io.instagramoperator.webhook.config.Parsed;
import io.instagramoperator.webhook.config.Webhook;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigParserTest {

    private static final Path FOLDER = Path.of("/etc/gateway");
    private static final String LEAST =
            "app: { namespace: social, name: agency, id: \"1234567890123456\", secretFiles: [ secrets/app-secret ] }\n";
    private static final String ACME =
            "{ instagramId: \"17841405822304914\", name: acme, url: \"http://acme:8080/x\" }";

    @Test
    void readsEverything() {
        // Given
        String yaml = """
                app: { namespace: social, name: agency, id: "1234567890123456", secretFiles: [ secrets/app-secret, /new ] }
                refresh: "2026-11-26"
                desired: Absent
                deletionPolicy: Orphan
                verifyTokenFile: secrets/verify-token
                webhook:
                  callbackUrl: "https://hooks.example.com/webhooks/social/agency"
                  fields: [ messages, comments ]
                  registration: Manual
                  takeOver: true
                  replaces: [ "https://hooks.example.com/webhooks/social/acme" ]
                graph: { url: "http://127.0.0.1:9999", version: v24.0 }
                accounts:
                  - { instagramId: "17841405822304914", name: acme, url: "http://acme-receiver.social.svc:8080/webhooks/social/acme" }
                  - { instagramId: 0017, name: shop.eu, url: "https://shop" }
                ports: { webhook: 18080, management: 19000 }
                """;

        // When
        GatewayConfig config = valid(yaml);

        // Then
        assertThat(config)
                .isEqualTo(new GatewayConfig(
                        new App(
                                "social",
                                "agency",
                                "1234567890123456",
                                List.of(Path.of("/etc/gateway/secrets/app-secret"), Path.of("/new"))),
                        "2026-11-26",
                        Desired.ABSENT,
                        DeletionPolicy.ORPHAN,
                        Optional.of(Path.of("/etc/gateway/secrets/verify-token")),
                        new Webhook(
                                Optional.of(URI.create("https://hooks.example.com/webhooks/social/agency")),
                                List.of("messages", "comments"),
                                Webhook.Registration.MANUAL,
                                true),
                        Set.of("https://hooks.example.com/webhooks/social/acme"),
                        new Graph(Optional.of(URI.create("http://127.0.0.1:9999")), "v24.0"),
                        Map.of(
                                "17841405822304914",
                                new Account(
                                        "17841405822304914",
                                        "acme",
                                        URI.create("http://acme-receiver.social.svc:8080/webhooks/social/acme")),
                                "0017",
                                new Account("0017", "shop.eu", URI.create("https://shop"))),
                        new Ports(18_080, 19_000)));
        assertThat(config.app().webhookPath()).isEqualTo("/webhooks/social/agency");
    }

    @Test
    void needsTheAppOnly() {
        // When
        GatewayConfig config = valid(LEAST);

        // Then
        assertThat(config.accounts()).isEmpty();
        assertThat(config.desired()).isEqualTo(Desired.PRESENT);
        assertThat(config.deletionPolicy()).isEqualTo(DeletionPolicy.DELETE);
        assertThat(config.replaces()).isEmpty();
        assertThat(config.ports()).isEqualTo(new Ports(8080, 9000));
        assertThat(config.verifyTokenFile()).isEmpty();
    }

    @Test
    void takesTheTableInAnyOrderForTheSame() {
        // Given
        String other = "{ instagramId: \"2\", name: shop, url: \"http://shop\" }";

        // When // Then
        assertThat(valid(LEAST + "accounts: [ " + ACME + ", " + other + " ]"))
                .isEqualTo(valid(LEAST + "accounts: [ " + other + ", " + ACME + " ]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "accounts: [ {} ] | accounts[0].instagramId: is required; set it to 1 to 32 digits",
                "accounts: [ {} ] | accounts[0].name: is required; set it to a Kubernetes name (a-z, 0-9, '-', '.')",
                "accounts: [ {} ] | accounts[0].url: is required; set it to an address like https://host/path",
                "accounts: [ { instagramId: \"1\", name: a, url: \"\" } ] | accounts[0].url: is required; set it to an address like https://host/path",
                "accounts: [ { instagramId: a1, name: a, url: \"http://a\" } ] | accounts[0].instagramId: 'a1' is not 1 to 32 digits",
                "accounts: [ { instagramId: \"1\", name: a, url: a.svc } ] | accounts[0].url: 'a.svc' is not an address like https://host/path, without user and password",
                "accounts: [ { instagramId: \"1\", name: a, url: \"http://u:p@a\" } ] | accounts[0].url: 'http://u:p@a' is not an address like https://host/path, without user and password",
                "accounts: [ { instagramId: \"1\", name: a, url: \"http://a\", weight: 1 } ] | accounts[0].weight: is unknown; allowed here: instagramId, name, url",
                "accounts: [ { instagramId: \"1\", name: a, url: \"http://a\" }, { instagramId: \"1\", name: b, url: \"http://b\" } ] | accounts[1].instagramId: '1' is the account of 'a', too; name each account once",
                "accounts: { acme: x } | accounts: '{\"acme\":\"x\"}' is not a list; write [ … ]",
                "webhook: { replaces: [ \"ftp://x\" ] } | webhook.replaces[0]: 'ftp://x' is not an address like https://host/path",
                "ports: { webhook: 9000 } | ports.webhook: '9000' is used twice; choose two different ports",
                "ports: { api: 8081 } | ports.api: is unknown; allowed here: management, webhook",
                "deletionPolicy: Drain | deletionPolicy: 'Drain' is unknown; allowed: Delete, Orphan",
                "account: {} | account: is unknown; allowed here: accounts, app, deletionPolicy, desired, graph, ports, refresh, verifyTokenFile, webhook",
            })
    void saysWhatIsWrong(String line, String problem) {
        assertThat(problems(LEAST + line)).contains(problem);
    }

    @Test
    void saysAllThatIsMissing() {
        assertThat(problems("app: { secretFiles: [] }"))
                .containsExactly(
                        "app.namespace: is required; set it to a Kubernetes name (a-z, 0-9, '-', '.')",
                        "app.name: is required; set it to a Kubernetes name (a-z, 0-9, '-', '.')",
                        "app.id: is required; set it to 1 to 32 digits",
                        "app.secretFiles: has 0 elements; give 1 to 4");
    }

    /** Meta has what somebody registered once; it is only compared. */
    @Test
    void takesAReplacedCallbackAsItIsWritten() {
        assertThat(valid(LEAST + "webhook: { replaces: [ \"https://h/{tenant}?a=b|c\" ] }")
                        .replaces())
                .containsExactly("https://h/{tenant}?a=b|c");
    }

    @Test
    void findsThePortsAlsoInAFileThatIsRefused() {
        assertThat(ConfigParser.ports("nonsense: 1\nports: { management: 19000 }".getBytes(UTF_8)))
                .isEqualTo(new Ports(8080, 19_000));
        assertThat(ConfigParser.ports("- not\n- a mapping".getBytes(UTF_8))).isEqualTo(Ports.DEFAULT);
    }

    private static GatewayConfig valid(String yaml) {
        return switch (ConfigParser.parse(yaml.getBytes(UTF_8), FOLDER)) {
            case Parsed.Valid<GatewayConfig>(GatewayConfig config) -> config;
            case Parsed.Invalid<GatewayConfig>(List<String> problems) -> throw new AssertionError(problems);
        };
    }

    private static List<String> problems(String yaml) {
        return ConfigParser.parse(yaml.getBytes(UTF_8), FOLDER) instanceof Parsed.Invalid<GatewayConfig>(var problems)
                ? problems
                : List.of();
    }
}
