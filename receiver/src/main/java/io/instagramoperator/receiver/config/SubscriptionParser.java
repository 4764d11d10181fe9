package io.instagramoperator.receiver.config;

import io.instagramoperator.receiver.config.Subscription.Delivery;
import io.instagramoperator.receiver.config.Subscription.Format;
import io.instagramoperator.receiver.config.Subscription.Http;
import io.instagramoperator.receiver.config.Subscription.Ordering;
import io.instagramoperator.receiver.config.Subscription.Start;
import io.instagramoperator.webhook.config.ConfigFolder;
import io.instagramoperator.webhook.config.Section;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the section {@code subscriptions}. */
final class SubscriptionParser {

    private static final Pattern TYPE = Pattern.compile("[a-z_.*]{1,64}");
    private static final int MOST_SUBSCRIPTIONS = 100;
    private static final int MOST_TYPES = 100;
    private static final Delivery DEFAULT = new Delivery(Ordering.CONVERSATION, 32, Duration.ofDays(3), 0);

    /** Stands in for an address that was not given; the problem has been said. */
    private static final URI NOWHERE = URI.create("http://0.0.0.0/");

    private final ConfigFolder folder;

    /**
     * A parser.
     *
     * @param folder where relative file names start
     */
    SubscriptionParser(ConfigFolder folder) {
        this.folder = folder;
    }

    List<Subscription> subscriptions(Section root) {
        List<Section> sections = root.sections("subscriptions");
        if (sections.size() > MOST_SUBSCRIPTIONS) {
            root.problem("subscriptions", "has " + sections.size() + " elements; give at most " + MOST_SUBSCRIPTIONS);
        }
        Set<String> names = new HashSet<>();
        return sections.stream().map(section -> subscription(section, names)).toList();
    }

    private Subscription subscription(Section section, Set<String> names) {
        String name = section.requiredText("name", ConfigParser.DNS_NAME, "a Kubernetes name (a-z, 0-9, '-', '.')");
        if (!names.add(name)) {
            section.problem("name", "'" + name + "' is there twice; give each its own");
        }
        Subscription subscription = new Subscription(
                name,
                section.texts("types", TYPE, "a name of events like message.received or message.*", 0, MOST_TYPES),
                section.choice("start", Start.class, Start.NOW),
                section.flag("suspended", false),
                http(section),
                delivery(section.section("delivery")));
        section.refuseUnknown();
        return subscription;
    }

    private Http http(Section subscription) {
        if (!subscription.has("http")) {
            subscription.problem("http", "is required; set http.url and http.signingSecretFiles");
            return new Http(
                    NOWHERE, false, List.of(), Format.CLOUD_EVENTS, Duration.ZERO, Optional.empty(), Optional.empty());
        }
        Section section = subscription.section("http");
        Http http = new Http(
                section.requiredUrl("url").orElse(NOWHERE),
                section.flag("ownService", false),
                folder.files(section, "signingSecretFiles", 1, 2),
                section.choice("format", Format.class, Format.CLOUD_EVENTS),
                section.duration("timeout", Duration.ofSeconds(15), Duration.ofSeconds(1), Duration.ofMinutes(1)),
                folder.file(section, "headersFolder"),
                folder.file(section, "caFile"));
        if (http.url().getRawFragment() != null) {
            section.problem("url", "'" + http.url() + "' has a fragment, which is never sent; remove '#…'");
        }
        section.refuseUnknown();
        return http;
    }

    private static Delivery delivery(Section section) {
        Delivery delivery = new Delivery(
                section.choice("ordering", Ordering.class, DEFAULT.ordering()),
                section.integer("maxInFlight", DEFAULT.maxInFlight(), 1, 256),
                section.duration("maxAge", DEFAULT.maxAge(), Duration.ofSeconds(1), Duration.ofDays(30)),
                section.integer("perSecond", DEFAULT.perSecond(), 0, 10_000));
        section.refuseUnknown();
        return delivery;
    }

    /** The networks that sinks may be in although they are private. */
    static List<IpNetwork> allowed(Section network) {
        List<IpNetwork> allowed =
                network.texts("allow", IpNetwork.FORM, "a network like 10.0.0.0/8", 0, MOST_SUBSCRIPTIONS).stream()
                        .flatMap(text -> {
                            Optional<IpNetwork> parsed = IpNetwork.parse(text);
                            if (parsed.isEmpty()) {
                                network.problem("allow", "'" + text + "' is not a network like 10.0.0.0/8 or fd00::/8");
                            }
                            return parsed.stream();
                        })
                        .toList();
        network.refuseUnknown();
        return allowed;
    }
}
