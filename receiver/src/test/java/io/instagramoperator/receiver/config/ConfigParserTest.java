package io.instagramoperator.receiver.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.config.ReceiverConfig.Account;
import io.instagramoperator.receiver.config.ReceiverConfig.Api;
import io.instagramoperator.receiver.config.ReceiverConfig.App;
import io.instagramoperator.receiver.config.ReceiverConfig.DeletionPolicy;
import io.instagramoperator.receiver.config.ReceiverConfig.Login;
import io.instagramoperator.receiver.config.ReceiverConfig.Outage;
import io.instagramoperator.receiver.config.ReceiverConfig.Ports;
import io.instagramoperator.receiver.config.ReceiverConfig.Replies;
import io.instagramoperator.receiver.config.ReceiverConfig.RetiredApp;
import io.instagramoperator.receiver.config.ReceiverConfig.Store;
import io.instagramoperator.webhook.config.Desired;
import io.instagramoperator.webhook.config.Graph;
import io.instagramoperator.webhook.config.Parsed;
import io.instagramoperator.webhook.config.Webhook;
import io.instagramoperator.webhook.config.Webhook.Registration;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigParserTest {

    private static final Path FOLDER = Path.of("/etc/receiver");

    private static final String FULL = """
            account: { namespace: social, name: acme, instagramId: "17841405822304914", login: Facebook, pageId: "102938475610293" }
            refresh: "2026-11-23"
            desired: Absent
            deletionPolicy: Orphan
            app: { id: "1234567890123456", secretFiles: [ secrets/app-secret, /run/old-secret ], shared: true, awaitGateway: true, outage: { from: "2026-11-23T10:00:00Z", to: 2026-11-23T11:50:00Z } }
            retiredApp: { secretFiles: [ secrets/retired ], shared: true }
            accessTokenFile: secrets/access-token
            verifyTokenFile: secrets/verify-token
            webhook: { callbackUrl: "https://hooks.example.com/webhooks/social/acme", fields: [ messages, comments ], registration: Manual, takeOver: true }
            graph: { url: "https://graph.facebook.com", version: v24.0 }
            store: { embedded: { path: ../data } , retention: 36h30m }
            api: { tokenFiles: [ secrets/api-token ] }
            replies: { enabled: false, perSecond: 5, humanAgent: true }
            network: { allow: [ 10.0.0.0/8, "fd00::/8" ] }
            subscriptions:
              - { name: crm, types: [ "message.*" ], start: Earliest, suspended: true,
                  http: { url: "http://127.0.0.1:7000/hooks", ownService: true, signingSecretFiles: [ secrets/crm, secrets/old ],
                    format: CloudEventsBinary, timeout: 5s, headersFolder: secrets/headers, caFile: secrets/ca.crt },
                  delivery: { ordering: Conversation, maxInFlight: 8, maxAge: 1h, perSecond: 50 } }
            ports: { webhook: 1, api: 2, management: 3 }
            """;

    private static final String SHORTEST = """
            account: { namespace: social, name: acme, instagramId: 17841405822304914, login: Instagram }
            app: { id: 1234567890123456, secretFiles: [ secrets/app-secret ] }
            accessTokenFile: secrets/access-token
            """;

    @Test
    void readsEveryField() {
        assertThat(parse(FULL))
                .isEqualTo(new Parsed.Valid<>(new ReceiverConfig(
                        new Account(
                                "social", "acme", "17841405822304914", Login.FACEBOOK, Optional.of("102938475610293")),
                        "2026-11-23",
                        Desired.ABSENT,
                        DeletionPolicy.ORPHAN,
                        new App(
                                "1234567890123456",
                                List.of(Path.of("/etc/receiver/secrets/app-secret"), Path.of("/run/old-secret")),
                                true,
                                true,
                                Optional.of(new Outage(
                                        Instant.parse("2026-11-23T10:00:00Z"), Instant.parse("2026-11-23T11:50:00Z")))),
                        Optional.of(new RetiredApp(List.of(Path.of("/etc/receiver/secrets/retired")), true)),
                        Path.of("/etc/receiver/secrets/access-token"),
                        Optional.of(Path.of("/etc/receiver/secrets/verify-token")),
                        new Webhook(
                                Optional.of(URI.create("https://hooks.example.com/webhooks/social/acme")),
                                List.of("messages", "comments"),
                                Registration.MANUAL,
                                true),
                        new Graph(Optional.of(URI.create("https://graph.facebook.com")), "v24.0"),
                        new Store(Path.of("/etc/data"), Duration.ofHours(36).plusMinutes(30)),
                        new Api(List.of(Path.of("/etc/receiver/secrets/api-token"))),
                        new Replies(false, 5, true),
                        List.of(
                                IpNetwork.parse("10.0.0.0/8").orElseThrow(),
                                IpNetwork.parse("fd00::/8").orElseThrow()),
                        List.of(new Subscription(
                                "crm",
                                List.of("message.*"),
                                Subscription.Start.EARLIEST,
                                true,
                                new Subscription.Http(
                                        URI.create("http://127.0.0.1:7000/hooks"),
                                        true,
                                        List.of(
                                                Path.of("/etc/receiver/secrets/crm"),
                                                Path.of("/etc/receiver/secrets/old")),
                                        Subscription.Format.CLOUD_EVENTS_BINARY,
                                        Duration.ofSeconds(5),
                                        Optional.of(Path.of("/etc/receiver/secrets/headers")),
                                        Optional.of(Path.of("/etc/receiver/secrets/ca.crt"))),
                                new Subscription.Delivery(
                                        Subscription.Ordering.CONVERSATION, 8, Duration.ofHours(1), 50))),
                        new Ports(1, 2, 3))));
    }

    @Test
    void fillsInTheDefaultsAndTakesIdsWithoutQuotes() {
        assertThat(parse(SHORTEST))
                .isEqualTo(new Parsed.Valid<>(new ReceiverConfig(
                        new Account("social", "acme", "17841405822304914", Login.INSTAGRAM, Optional.empty()),
                        "",
                        Desired.PRESENT,
                        DeletionPolicy.DRAIN,
                        new App(
                                "1234567890123456",
                                List.of(Path.of("/etc/receiver/secrets/app-secret")),
                                false,
                                false,
                                Optional.empty()),
                        Optional.empty(),
                        Path.of("/etc/receiver/secrets/access-token"),
                        Optional.empty(),
                        new Webhook(
                                Optional.empty(),
                                List.of(
                                        "messages",
                                        "messaging_postbacks",
                                        "message_reactions",
                                        "messaging_seen",
                                        "messaging_referral"),
                                Registration.AUTOMATIC,
                                false),
                        new Graph(Optional.empty(), "v25.0"),
                        new Store(Path.of("/etc/receiver/data"), Duration.ofDays(7)),
                        new Api(List.of()),
                        new Replies(true, 10, false),
                        List.of(),
                        List.of(),
                        Ports.DEFAULT)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        graph: { url: "" }                      | graph.url as if it were absent
        verifyTokenFile:                        | nothing behind a key
        store: { retention: 90s }               | seconds
        account: { namespace: s, name: a.b, instagramId: 99999999999999999999999999999999, login: Instagram } | 32 digits
        subscriptions: []                       | no subscriptions
        retiredApp:                             | no retired app
        """)
    void accepts(String line, String what) {
        assertThat(parse(with(line))).isInstanceOf(Parsed.Valid.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        acount: {}                              | acount: is unknown; allowed here: accessTokenFile, account, api, app
        app: { id: 1, secretFiles: [ a ], secretFile: b } | app.secretFile: is unknown; allowed here: awaitGateway, id, outage, secretFiles
        account: { namespace: s, name: a, instagramId: 17x, login: Instagram }      | account.instagramId: '17x' is not 1 to 32 digits
        account: { namespace: s, name: a, instagramId: 1.7e16, login: Instagram }   | account.instagramId: '1.7e16' is not 1 to 32 digits
        account: { namespace: s, name: a, login: Instagram }                        | account.instagramId: is required; set it to 1 to 32 digits
        account: { namespace: s, name: a, instagramId: 1, login: Facebook }         | account.pageId: is required with login Facebook
        account: { namespace: s, name: a, instagramId: 1, login: facebook }         | account.login: 'facebook' is unknown; allowed: Facebook, Instagram
        account: { namespace: s, name: a, instagramId: 1 }                          | account.login: is required; set it to one of Facebook, Instagram
        account: { namespace: s/t, name: a, instagramId: 1, login: Instagram }      | account.namespace: 's/t' is not a Kubernetes name
        account: acme                           | account: 'acme' is not a mapping
        accessTokenFile: [ a ]                  | accessTokenFile: '["a"]' is not a text
        desired: Gone                           | desired: 'Gone' is unknown; allowed: Present, Absent
        app: { id: 1 }                          | app.secretFiles: has 0 elements; give 1 to 4
        app: { id: 1, secretFiles: [a,b,c,d,e] }| app.secretFiles: has 5 elements; give 1 to 4
        app: { id: 1, secretFiles: [a,a] }      | app.secretFiles[1]: 'a' is there twice
        app: { id: 1, secretFiles: a }          | app.secretFiles: 'a' is not a list
        app: { id: 1, secretFiles: [a], shared: yes } | app.shared: 'yes' is not true or false
        app: { id: 1, secretFiles: [a], shared: true, awaitGateway: 1 } | app.awaitGateway: '1' is not true or false
        app: { id: 1, secretFiles: [a], awaitGateway: true } | app.awaitGateway: 'true' is for a shared app, which has a gateway; add shared: true, or remove it
        app: { id: 1, secretFiles: [a], outage: { from: 2026-11-23T10:00:00Z, to: 2026-11-23T10:00:00Z } } | app.outage: is of a shared app; set shared to true, or leave it out
        app: { id: 1, secretFiles: [a], shared: true, outage: { from: 2026-11-23T10:00:00Z } } | app.outage.to: is required; set it to a time like 2026-11-23T12:00:00Z
        app: { id: 1, secretFiles: [a], shared: true, outage: { from: 2026-11-23T12:00:00Z, to: 2026-11-23T10:00:00Z } } | app.outage.to: '2026-11-23T10:00:00Z' is before from; set it to a time after '2026-11-23T12:00:00Z'
        app: { id: 1, secretFiles: [a], shared: true, outage: { from: noon, to: 2026-11-23T10:00:00Z } } | app.outage.from: 'noon' is not a time; set it to one like 2026-11-23T12:00:00Z
        retiredApp: { shared: true }            | retiredApp.secretFiles: has 0 elements; give 1 to 4
        retiredApp: { secretFiles: [a], shared: 1 } | retiredApp.shared: '1' is not true or false
        retiredApp: { secretFiles: [a], id: 1 } | retiredApp.id: is unknown; allowed here: secretFiles, shared
        retiredApp: old                         | retiredApp: 'old' is not a mapping
        accessTokenFile:                        | accessTokenFile: is required; set it to the name of a file
        webhook: { fields: [] }                 | webhook.fields: has 0 elements; give 1 to 16
        webhook: { fields: [ message ] }        | webhook.fields[0]: 'message' is not a field of Meta's; allowed: messages,
        webhook: { callbackUrl: hooks/acme }    | webhook.callbackUrl: 'hooks/acme' is not an address
        webhook: { callbackUrl: "http://u:p@h/" } | webhook.callbackUrl: 'http://u:p@h/' is not an address like https://host/path, without user and password
        webhook: { takeOver: yes please }       | webhook.takeOver: 'yes please' is not true or false
        graph: { version: 25 }                  | graph.version: '25' is not a version like v25.0
        store: { postgresql: { url: x } }       | store.postgresql: is not supported by this version; use store.embedded
        store: { embedded: { size: 1Gi } }      | store.embedded.size: is unknown; allowed here: path
        store: { retention: 1 week }            | store.retention: '1 week' is not a time above zero; write it like 168h
        store: { retention: 0h }                | store.retention: '0h' is not a time above zero
        replies: { perSecond: 0 }               | replies.perSecond: '0' is not a whole number from 1 to 1000
        network: { allow: [ everything ] }      | network.allow[0]: 'everything' is not a network
        network: { allow: [ 10.0.0.0/33 ] }     | network.allow: '10.0.0.0/33' is not a network
        subscriptions: [ { name: a } ]          | subscriptions[0].http: is required
        subscriptions: [ { http: { url: "http://a/", signingSecretFiles: [ s ] } } ] | subscriptions[0].name: is required
        subscriptions: [ { name: a, http: { url: "http://a/", signingSecretFiles: [ s ] } }, { name: a, http: { url: "http://a/", signingSecretFiles: [ s ] } } ] | subscriptions[1].name: 'a' is there twice
        subscriptions: [ { name: a, types: [ "a b" ], http: { url: "http://a/", signingSecretFiles: [ s ] } } ] | subscriptions[0].types[0]: 'a b' is not a name of events
        subscriptions: [ { name: a, http: { signingSecretFiles: [ s ] } } ] | subscriptions[0].http.url: is required
        subscriptions: [ { name: a, http: { url: "", signingSecretFiles: [ s ] } } ] | subscriptions[0].http.url: is required
        subscriptions: [ { name: a, http: { url: "ftp://a/", signingSecretFiles: [ s ] } } ] | subscriptions[0].http.url: 'ftp://a/' is not an address
        subscriptions: [ { name: a, http: { url: "http://a/#b", signingSecretFiles: [ s ] } } ] | subscriptions[0].http.url: 'http://a/#b' has a fragment
        subscriptions: [ { name: a, http: { url: "http://a/", signingSecretFiles: [] } } ] | subscriptions[0].http.signingSecretFiles: has 0 elements; give 1 to 2
        subscriptions: [ { name: a, http: { url: "http://a/", signingSecretFiles: [ s ], timeout: 61s } } ] | subscriptions[0].http.timeout: '61s' is not between 1s and 1m
        subscriptions: [ { name: a, http: { url: "http://a/", signingSecretFiles: [ s ], format: Xml } } ] | subscriptions[0].http.format: 'Xml' is unknown; allowed: CloudEvents, CloudEventsBinary, Plain
        subscriptions: [ { name: a, http: { url: "http://a/", signingSecretFiles: [ s ] }, delivery: { maxInFlight: 0 } } ] | subscriptions[0].delivery.maxInFlight: '0' is not a whole number from 1 to 256
        subscriptions: [ { name: a, http: { url: "http://a/", signingSecretFiles: [ s ] }, delivery: { maxAge: 721h } } ] | subscriptions[0].delivery.maxAge: '721h' is not between 1s and 720h
        ports: { api: 70000 }                   | ports.api: '70000' is not a whole number from 0 to 65535
        ports: { api: 9000 }                    | ports.api: '9000' is used twice
        """)
    void refuses(String line, String problem) {
        assertThat(problems(parse(with(line)))).singleElement().asString().startsWith(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "0017", "17841405822304914", "99999999999999999999999999999999"})
    void keepsEveryDigitOfAnIdWithoutQuotes(String id) {
        Parsed<ReceiverConfig> result =
                parse(with("account: { namespace: s, name: a, login: Instagram, instagramId: " + id + " }"));

        assertThat(((Parsed.Valid<ReceiverConfig>) result).config().account().instagramId())
                .isEqualTo(id);
    }

    @Test
    void tellsAllProblemsAtOnce() {
        Parsed<ReceiverConfig> result = parse("app: { id: x }\nrefresh: [ a ]\n");

        assertThat(problems(result))
                .extracting(problem -> problem.substring(0, problem.indexOf(':')))
                .containsExactly(
                        "account.login",
                        "account.namespace",
                        "account.name",
                        "account.instagramId",
                        "refresh",
                        "app.id",
                        "app.secretFiles",
                        "accessTokenFile");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        account: [        | the file is not YAML: line
        a: 1\\na: 2        | the file is not YAML: line 2: 'a' is there twice; remove one
        just words        | the file is not a YAML mapping
        ''                | the file is not a YAML mapping
        """)
    void refusesWhatIsNoMapping(String text, String problem) {
        Parsed<ReceiverConfig> result = parse(text.replace("\\n", "\n"));

        assertThat(problems(result)).singleElement().asString().startsWith(problem);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        ports: { webhook: 1, api: 2, management: 3 } | 1 | 2 | 3
        ports: { api: 2 }                            | 8080 | 2 | 9000
        unknown: field                               | 8080 | 8081 | 9000
        ports: { api: x }                            | 8080 | 8081 | 9000
        ports: [                                     | 8080 | 8081 | 9000
        """)
    void findsThePortsAlsoInAFileThatIsRefused(String text, int webhook, int api, int management) {
        assertThat(ConfigParser.ports(text.getBytes(UTF_8))).isEqualTo(new Ports(webhook, api, management));
    }

    private static List<String> problems(Parsed<ReceiverConfig> result) {
        return ((Parsed.Invalid<ReceiverConfig>) result).problems();
    }

    private static Parsed<ReceiverConfig> parse(String yaml) {
        return ConfigParser.parse(yaml.getBytes(UTF_8), FOLDER);
    }

    /** The shortest configuration with another line, in place of the one that it has for the same field. */
    private static String with(String line) {
        String field = line.substring(0, line.indexOf(':') + 1);
        String others = SHORTEST.lines().filter(l -> !l.startsWith(field)).reduce("", (all, l) -> all + l + "\n");
        return others + line + "\n";
    }
}
