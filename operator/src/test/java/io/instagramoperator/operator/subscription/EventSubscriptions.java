package io.instagramoperator.operator.subscription;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.instagramoperator.crds.subscription.EventSubscription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Subscriptions as the API server stores them. */
public final class EventSubscriptions {

    /** As the API server stores {@code crds/samples/valid/subscription-minimal.yaml}. */
    private static final String DEFAULTS = """
            types: []
            delivery: { ordering: Conversation, maxInFlight: 32, maxAge: 72h, perSecond: 0 }
            start: Now
            suspended: false
            """;

    private static final String URL = "url: https://crm.example.com/hooks?tenant=7";
    private static final String SIGNING = "signingSecretRef: { name: crm-hook, key: secret }";

    private EventSubscriptions() {}

    /** {@code social/crm}, of account acme, to https://crm.example.com/hooks, signed with the key secret of Secret crm-hook. */
    public static EventSubscription crm() {
        return named("crm");
    }

    public static EventSubscription named(String name) {
        return of(name, "accountRef: { name: acme }", http(URL, SIGNING), DEFAULTS);
    }

    public static EventSubscription suspended() {
        return of(
                "crm",
                "accountRef: { name: acme }",
                http(URL, SIGNING),
                DEFAULTS.replace("suspended: false", "suspended: true"));
    }

    /** {@code social/crm} with a selector in YAML's flow style, such as <code>{ matchLabels: { team: sales } }</code>. */
    public static EventSubscription selecting(String selector) {
        return of("crm", "accountSelector: " + selector, http(URL, SIGNING), DEFAULTS);
    }

    /** {@code social/crm} with another address: a line of the spec's http such as {@code url: …} or {@code service: …}. */
    public static EventSubscription to(String address) {
        return of("crm", "accountRef: { name: acme }", http(address, SIGNING), DEFAULTS);
    }

    /** {@code social/crm} with Secret crm-headers for headers and the key ca.crt of Secret crm-ca for certificates, too. */
    public static EventSubscription withAllSecrets() {
        return of(
                "crm",
                "accountRef: { name: acme }",
                http(URL, SIGNING, "headersRef: { name: crm-headers }", "caRef: { name: crm-ca, key: ca.crt }"),
                DEFAULTS);
    }

    /** Those of a file with several YAML documents; none if there is no such file. */
    public static List<EventSubscription> in(Path file) {
        try {
            return Files.exists(file)
                    ? Stream.of(Files.readString(file).split("(?m)^---\n"))
                            .map(EventSubscriptions::read)
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String http(String... fields) {
        return "sink: { http: { format: CloudEvents, timeout: 15s, "
                + String.join(
                        ", ", Stream.of(fields).map(field -> quoted(field)).toList()) + " } }";
    }

    private static String quoted(String field) {
        return field.startsWith("url: ") ? "url: \"" + field.substring(5) + "\"" : field;
    }

    private static EventSubscription of(String name, String accounts, String sink, String rest) {
        EventSubscription subscription = read("""
                apiVersion: instagram-operator.io/v1alpha1
                kind: EventSubscription
                metadata: { namespace: social, name: %s }
                spec:
                """.formatted(name)
                + Stream.of(accounts, sink, rest.strip())
                        .flatMap(String::lines)
                        .map(line -> "  " + line + "\n")
                        .reduce("", String::concat));
        subscription.setMetadata(new ObjectMetaBuilder(subscription.getMetadata())
                .withUid("uid-of-" + name)
                .withGeneration(1L)
                .build());
        return subscription;
    }

    private static EventSubscription read(String yaml) {
        return Serialization.unmarshal(yaml, EventSubscription.class);
    }
}
