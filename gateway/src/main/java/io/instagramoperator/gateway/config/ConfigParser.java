package io.instagramoperator.gateway.config;

import io.instagramoperator.gateway.config.GatewayConfig.Account;
import io.instagramoperator.gateway.config.GatewayConfig.App;
import io.instagramoperator.gateway.config.GatewayConfig.DeletionPolicy;
import io.instagramoperator.gateway.config.GatewayConfig.Ports;
import io.instagramoperator.webhook.config.ConfigFolder;
import io.instagramoperator.webhook.config.Desired;
import io.instagramoperator.webhook.config.Graph;
import io.instagramoperator.webhook.config.Parsed;
import io.instagramoperator.webhook.config.Section;
import io.instagramoperator.webhook.config.Webhook;
import io.instagramoperator.webhook.config.YamlTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns the bytes of the YAML file into a {@link GatewayConfig}, or into everything that is wrong with them. */
final class ConfigParser {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,32}");
    private static final String SOME_DIGITS = "1 to 32 digits";
    private static final Pattern DNS_NAME =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final String KUBERNETES_NAME = "a Kubernetes name (a-z, 0-9, '-', '.')";
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s/@]+(/\\S*)?");
    private static final int MOST_REPLACED = 1_000;
    private static final String FIRST_FIELD = "app";

    private ConfigParser() {}

    /**
     * Reads and checks everything.
     *
     * @param yaml the bytes of the file
     * @param folder the folder of the file, where relative file names start
     */
    static Parsed<GatewayConfig> parse(byte[] yaml, Path folder) {
        List<String> problems = new ArrayList<>();
        Section root = YamlTree.root(yaml, FIRST_FIELD, problems);
        if (!problems.isEmpty()) {
            return new Parsed.Invalid<>(problems);
        }
        GatewayConfig config = new Reading(new ConfigFolder(folder), root).config();
        return problems.isEmpty() ? new Parsed.Valid<>(config) : new Parsed.Invalid<>(List.copyOf(problems));
    }

    /**
     * The ports alone, also of a file that is otherwise refused: a gateway has to report what is wrong where its operator
     * asks. The default ports if not even these can be read.
     */
    static Ports ports(byte[] yaml) {
        List<String> problems = new ArrayList<>();
        Ports ports = ports(YamlTree.root(yaml, FIRST_FIELD, problems).section("ports"));
        return problems.isEmpty() ? ports : Ports.DEFAULT;
    }

    private static Ports ports(Section section) {
        int webhook = section.integer("webhook", Ports.DEFAULT.webhook(), 0, 65_535);
        int management = section.integer("management", Ports.DEFAULT.management(), 0, 65_535);
        section.refuseUnknown();
        if (webhook != 0 && webhook == management) {
            section.problem("webhook", "'" + webhook + "' is used twice; choose two different ports");
        }
        return new Ports(webhook, management);
    }

    /** Reads the sections in the order in which they stand in the reference. */
    private record Reading(ConfigFolder folder, Section root) {

        GatewayConfig config() {
            App app = app(root.section("app"));
            Section webhookSection = root.section("webhook");
            Webhook webhook = Webhook.read(webhookSection);
            Set<String> replaces = Set.copyOf(
                    webhookSection.texts("replaces", ADDRESS, "an address like https://host/path", 0, MOST_REPLACED));
            webhookSection.refuseUnknown();
            GatewayConfig config = new GatewayConfig(
                    app,
                    root.text("refresh").orElse(""),
                    root.choice("desired", Desired.class, Desired.PRESENT),
                    root.choice("deletionPolicy", DeletionPolicy.class, DeletionPolicy.DELETE),
                    folder.file(root, "verifyTokenFile"),
                    webhook,
                    replaces,
                    Graph.read(root.section("graph")),
                    accounts(),
                    ports(root.section("ports")));
            root.refuseUnknown();
            return config;
        }

        private App app(Section section) {
            App app = new App(
                    section.requiredText("namespace", DNS_NAME, KUBERNETES_NAME),
                    section.requiredText("name", DNS_NAME, KUBERNETES_NAME),
                    section.requiredText("id", DIGITS, SOME_DIGITS),
                    folder.files(section, "secretFiles", 1, 4));
            section.refuseUnknown();
            return app;
        }

        private Map<String, Account> accounts() {
            Map<String, Account> accounts = new HashMap<>();
            for (Section section : root.sections("accounts")) {
                String id = section.requiredText("instagramId", DIGITS, SOME_DIGITS);
                String name = section.requiredText("name", DNS_NAME, KUBERNETES_NAME);
                section.requiredUrl("url")
                        .map(url -> new Account(id, name, url))
                        .ifPresent(account -> {
                            Account other = accounts.putIfAbsent(id, account);
                            if (other != null) {
                                section.problem(
                                        "instagramId",
                                        "'" + id + "' is the account of '" + other.name()
                                                + "', too; name each account once");
                            }
                        });
                section.refuseUnknown();
            }
            return Map.copyOf(accounts);
        }
    }
}
