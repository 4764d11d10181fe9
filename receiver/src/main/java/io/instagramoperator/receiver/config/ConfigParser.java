package io.instagramoperator.receiver.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.receiver.config.ReceiverConfig.Account;
import io.instagramoperator.receiver.config.ReceiverConfig.Api;
import io.instagramoperator.receiver.config.ReceiverConfig.App;
import io.instagramoperator.receiver.config.ReceiverConfig.DeletionPolicy;
import io.instagramoperator.receiver.config.ReceiverConfig.Desired;
import io.instagramoperator.receiver.config.ReceiverConfig.Graph;
import io.instagramoperator.receiver.config.ReceiverConfig.Login;
import io.instagramoperator.receiver.config.ReceiverConfig.Ports;
import io.instagramoperator.receiver.config.ReceiverConfig.Registration;
import io.instagramoperator.receiver.config.ReceiverConfig.Replies;
import io.instagramoperator.receiver.config.ReceiverConfig.Store;
import io.instagramoperator.receiver.config.ReceiverConfig.Webhook;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns the bytes of the YAML file into a {@link ReceiverConfig}, or into everything that is wrong with them. */
public final class ConfigParser {

    private static final Pattern ANY = Pattern.compile(".+", Pattern.DOTALL);
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,32}");
    static final Pattern DNS_NAME =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern VERSION = Pattern.compile("v[0-9]{1,3}\\.[0-9]{1,2}");

    private static final int MOST_ELEMENTS = 100;

    /** The subscription fields of object {@code instagram} (Graph API reference, "Webhooks", Instagram). */
    private static final List<String> KNOWN_FIELDS = List.of(
            "messages",
            "message_echoes",
            "message_reactions",
            "message_edit",
            "messaging_seen",
            "messaging_postbacks",
            "messaging_referral",
            "messaging_optins",
            "messaging_handover",
            "standby",
            "messaging_policy_enforcement",
            "response_feedback",
            "comments",
            "live_comments",
            "mentions",
            "story_insights");

    private static final List<String> DEFAULT_FIELDS =
            List.of("messages", "messaging_postbacks", "message_reactions", "messaging_seen", "messaging_referral");

    private ConfigParser() {}

    /** What parsing gave. */
    public sealed interface Result {

        /** A configuration that can be acted on. */
        record Valid(ReceiverConfig config) implements Result {}

        /**
         * A configuration that cannot.
         *
         * @param problems at least one; each names the field, the value and the remedy
         */
        record Invalid(List<String> problems) implements Result {}
    }

    /**
     * Reads and checks everything.
     *
     * @param yaml the bytes of the file
     * @param folder the folder of the file, where relative file names start
     */
    public static Result parse(byte[] yaml, Path folder) {
        List<String> problems = new ArrayList<>();
        ObjectNode tree = tree(yaml, problems);
        if (!problems.isEmpty()) {
            return new Result.Invalid(problems);
        }
        ReceiverConfig config = new Reading(folder, new Section("", tree, problems)).config();
        return problems.isEmpty() ? new Result.Valid(config) : new Result.Invalid(List.copyOf(problems));
    }

    /**
     * The ports alone, also of a file that is otherwise refused: a receiver has to report what is wrong where its operator
     * asks. The default ports if not even these can be read.
     */
    public static Ports ports(byte[] yaml) {
        List<String> problems = new ArrayList<>();
        Ports ports = ports(new Section("", tree(yaml, problems), problems).section("ports"));
        return problems.isEmpty() ? ports : Ports.DEFAULT;
    }

    private static ObjectNode tree(byte[] yaml, List<String> problems) {
        try {
            JsonNode tree = YamlTree.read(yaml);
            if (tree instanceof ObjectNode mapping) {
                return mapping;
            }
            problems.add("the file is not a YAML mapping; it starts with 'account:'");
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
            problems.add("the file is not YAML: " + where
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot fail to be read", e);
        }
        return JsonNodeFactory.instance.objectNode();
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
    private record Reading(Path folder, Section root) {

        ReceiverConfig config() {
            ReceiverConfig config = new ReceiverConfig(
                    account(root.section("account")),
                    root.text("refresh").orElse(""),
                    root.choice("desired", Desired.class, Desired.PRESENT),
                    root.choice("deletionPolicy", DeletionPolicy.class, DeletionPolicy.DRAIN),
                    app(root.section("app")),
                    folder.resolve(root.requiredText("accessTokenFile", ANY, "the name of a file"))
                            .normalize(),
                    file(root, "verifyTokenFile"),
                    webhook(root.section("webhook")),
                    graph(root.section("graph")),
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
            App app =
                    new App(section.requiredText("id", DIGITS, "1 to 32 digits"), files(section, "secretFiles", 1, 4));
            section.refuseUnknown();
            return app;
        }

        private Webhook webhook(Section section) {
            Webhook webhook = new Webhook(
                    section.url("callbackUrl"),
                    section.has("fields") ? fields(section) : DEFAULT_FIELDS,
                    section.choice("registration", Registration.class, Registration.AUTOMATIC),
                    section.flag("takeOver", false));
            section.refuseUnknown();
            return webhook;
        }

        private static List<String> fields(Section section) {
            Pattern known = Pattern.compile(String.join("|", KNOWN_FIELDS));
            String what = "a field of Meta's; allowed: " + String.join(", ", KNOWN_FIELDS);
            return section.texts("fields", known, what, 1, KNOWN_FIELDS.size());
        }

        private static Graph graph(Section section) {
            Graph graph = new Graph(
                    section.url("url"),
                    section.text("version", VERSION, "a version like v25.0").orElse("v25.0"));
            section.refuseUnknown();
            return graph;
        }

        private Store store(Section section) {
            if (section.has("postgresql")) {
                section.problem("postgresql", "is not supported by this version; use store.embedded");
            }
            Section embedded = section.section("embedded");
            Store store = new Store(
                    file(embedded, "path").orElse(folder.resolve("data")),
                    section.duration("retention", Duration.ofDays(7)));
            embedded.refuseUnknown();
            section.refuseUnknown();
            return store;
        }

        private Api api(Section section) {
            Api api = new Api(files(section, "tokenFiles", 0, MOST_ELEMENTS));
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

        private Optional<Path> file(Section section, String name) {
            return section.text(name, ANY, "the name of a file")
                    .map(folder::resolve)
                    .map(Path::normalize);
        }

        private List<Path> files(Section section, String name, int least, int most) {
            return section.texts(name, ANY, "the name of a file", least, most).stream()
                    .map(folder::resolve)
                    .map(Path::normalize)
                    .toList();
        }
    }
}
