package io.instagramoperator.receiver.config;

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
import io.instagramoperator.webhook.config.ConfigFolder;
import io.instagramoperator.webhook.config.Desired;
import io.instagramoperator.webhook.config.Graph;
import io.instagramoperator.webhook.config.Parsed;
import io.instagramoperator.webhook.config.Section;
import io.instagramoperator.webhook.config.Webhook;
import io.instagramoperator.webhook.config.YamlTree;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns the bytes of the YAML file into a {@link ReceiverConfig}, or into everything that is wrong with them. */
public final class ConfigParser {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,32}");
    static final Pattern DNS_NAME =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    private static final String FIRST_FIELD = "account";
    private static final int MOST_ELEMENTS = 100;

    private ConfigParser() {}

    /**
     * Reads and checks everything.
     *
     * @param yaml the bytes of the file
     * @param folder the folder of the file, where relative file names start
     */
    public static Parsed<ReceiverConfig> parse(byte[] yaml, Path folder) {
        List<String> problems = new ArrayList<>();
        Section root = YamlTree.root(yaml, FIRST_FIELD, problems);
        if (!problems.isEmpty()) {
            return new Parsed.Invalid<>(problems);
        }
        ReceiverConfig config = new Reading(new ConfigFolder(folder), root).config();
        return problems.isEmpty() ? new Parsed.Valid<>(config) : new Parsed.Invalid<>(List.copyOf(problems));
    }

    /**
     * The ports alone, also of a file that is otherwise refused: a receiver has to report what is wrong where its operator
     * asks. The default ports if not even these can be read.
     */
    public static Ports ports(byte[] yaml) {
        List<String> problems = new ArrayList<>();
        Ports ports = ports(YamlTree.root(yaml, FIRST_FIELD, problems).section("ports"));
        return problems.isEmpty() ? ports : Ports.DEFAULT;
    }

    private static Ports ports(Section section) {
        int webhook = section.integer("webhook", Ports.DEFAULT.webhook(), 0, 65_535);
        int api = section.integer("api", Ports.DEFAULT.api(), 0, 65_535);
        int management = section.integer("management", Ports.DEFAULT.management(), 0, 65_535);
        section.refuseUnknown();
        if (webhook != 0 && (webhook == api || webhook == management)) {
            section.problem("webhook", "'" + webhook + "' is used twice; choose three different ports");
        }
        if (api != 0 && api == management) {
            section.problem("api", "'" + api + "' is used twice; choose three different ports");
        }
        return new Ports(webhook, api, management);
    }

    /** Reads the sections in the order in which they stand in the reference. */
    private record Reading(ConfigFolder folder, Section root) {

        ReceiverConfig config() {
            ReceiverConfig config = new ReceiverConfig(
                    account(root.section("account")),
                    root.text("refresh").orElse(""),
                    root.choice("desired", Desired.class, Desired.PRESENT),
                    root.choice("deletionPolicy", DeletionPolicy.class, DeletionPolicy.DRAIN),
                    app(root.section("app")),
                    root.has("retiredApp") ? Optional.of(retiredApp(root.section("retiredApp"))) : Optional.empty(),
                    folder.requiredFile(root, "accessTokenFile"),
                    folder.file(root, "verifyTokenFile"),
                    webhook(root.section("webhook")),
                    Graph.read(root.section("graph")),
                    store(root.section("store")),
                    api(root.section("api")),
                    replies(root.section("replies")),
                    SubscriptionParser.allowed(root.section("network")),
                    new SubscriptionParser(folder).subscriptions(root),
                    ports(root.section("ports")));
            root.refuseUnknown();
            return config;
        }

        private Account account(Section section) {
            Login login = section.requiredChoice("login", Login.class, Login.INSTAGRAM);
            Account account = new Account(
                    section.requiredText("namespace", DNS_NAME, "a Kubernetes name (a-z, 0-9, '-')"),
                    section.requiredText("name", DNS_NAME, "a Kubernetes name (a-z, 0-9, '-', '.')"),
                    section.requiredText("instagramId", DIGITS, "1 to 32 digits"),
                    login,
                    section.text("pageId", DIGITS, "1 to 32 digits"));
            if (login == Login.FACEBOOK && account.pageId().isEmpty()) {
                section.problem("pageId", "is required with login Facebook; set it to the id of the linked Page");
            }
            section.refuseUnknown();
            return account;
        }

        private App app(Section section) {
            App app = new App(
                    section.requiredText("id", DIGITS, "1 to 32 digits"),
                    folder.files(section, "secretFiles", 1, 4),
                    section.flag("shared", false),
                    section.flag("awaitGateway", false),
                    section.has("outage") ? outage(section.section("outage")) : Optional.empty());
            if (app.awaitGateway() && !app.shared()) {
                section.problem(
                        "awaitGateway",
                        "'true' is for a shared app, which has a gateway; add shared: true, or remove it");
            }
            if (app.outage().isPresent() && !app.shared()) {
                section.problem("outage", "is of a shared app; set shared to true, or leave it out");
            }
            section.refuseUnknown();
            return app;
        }

        private static Optional<Outage> outage(Section section) {
            Optional<Instant> from = time(section, "from");
            Optional<Instant> to = time(section, "to");
            if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
                section.problem("to", "'" + to.get() + "' is before from; set it to a time after '" + from.get() + "'");
            }
            section.refuseUnknown();
            return from.flatMap(begin -> to.map(end -> new Outage(begin, end)));
        }

        /** Empty only together with a problem. */
        private static Optional<Instant> time(Section section, String name) {
            Optional<String> text = section.text(name);
            try {
                if (text.isPresent()) {
                    return Optional.of(Instant.parse(text.get()));
                }
                section.problem(name, "is required; set it to a time like 2026-11-23T12:00:00Z");
            } catch (DateTimeParseException e) {
                section.problem(name, "'" + text.get() + "' is not a time; set it to one like 2026-11-23T12:00:00Z");
            }
            return Optional.empty();
        }

        private RetiredApp retiredApp(Section section) {
            RetiredApp app = new RetiredApp(folder.files(section, "secretFiles", 1, 4), section.flag("shared", false));
            section.refuseUnknown();
            return app;
        }

        private static Webhook webhook(Section section) {
            Webhook webhook = Webhook.read(section);
            section.refuseUnknown();
            return webhook;
        }

        private Store store(Section section) {
            if (section.has("postgresql")) {
                section.problem("postgresql", "is not supported by this version; use store.embedded");
            }
            Section embedded = section.section("embedded");
            Store store = new Store(
                    folder.file(embedded, "path").orElse(folder.folder().resolve("data")),
                    section.duration("retention", Duration.ofDays(7)));
            embedded.refuseUnknown();
            section.refuseUnknown();
            return store;
        }

        private Api api(Section section) {
            Api api = new Api(folder.files(section, "tokenFiles", 0, MOST_ELEMENTS));
            section.refuseUnknown();
            return api;
        }

        private static Replies replies(Section section) {
            Replies replies = new Replies(
                    section.flag("enabled", true),
                    section.integer("perSecond", 10, 1, 1_000),
                    section.flag("humanAgent", false));
            section.refuseUnknown();
            return replies;
        }
    }
}
