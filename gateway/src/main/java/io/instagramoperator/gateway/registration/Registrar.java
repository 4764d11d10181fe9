package io.instagramoperator.gateway.registration;

import io.instagramoperator.gateway.config.Configuration;
import io.instagramoperator.gateway.config.GatewayConfig;
import io.instagramoperator.gateway.config.GatewayConfig.DeletionPolicy;
import io.instagramoperator.gateway.config.GatewayCredentials;
import io.instagramoperator.gateway.registration.Report.Phase;
import io.instagramoperator.gateway.webhook.WebhookEndpoint;
import io.instagramoperator.instagram.graph.AppAccess;
import io.instagramoperator.instagram.graph.AppSubscription;
import io.instagramoperator.instagram.graph.GraphClient;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.webhook.config.Desired;
import io.instagramoperator.webhook.config.Snapshot;
import io.instagramoperator.webhook.config.Snapshot.InForce;
import io.instagramoperator.webhook.registration.Access;
import io.instagramoperator.webhook.registration.AppCheck;
import io.instagramoperator.webhook.registration.AppCredentials;
import io.instagramoperator.webhook.registration.AppFacts;
import io.instagramoperator.webhook.registration.AppFarewell;
import io.instagramoperator.webhook.registration.GraphClients;
import io.instagramoperator.webhook.registration.GraphMetrics;
import io.instagramoperator.webhook.registration.Pace;
import io.instagramoperator.webhook.registration.Problem;
import io.instagramoperator.webhook.registration.Rounds;
import io.instagramoperator.webhook.registration.WantedCallback;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.jboss.logging.Logger;

/**
 * Looks at the app's subscription round by round, and keeps the report of the last round. Several
 * gateways of one app do the same at the same time: what one has subscribed, the others find as it is wanted.
 */
@Singleton
public final class Registrar {

    private static final Logger LOG = Logger.getLogger(Registrar.class);
    private static final Duration UNTIL_CONFIGURED = Duration.ofSeconds(1);

    private final Configuration configuration;
    private final WebhookEndpoint webhook;
    private final GraphClients clients;
    private final Clock clock;
    private final Pace pace;
    private final Rounds rounds;

    private volatile Report report = Report.UNKNOWN;
    private Optional<InForce<GatewayConfig>> drained = Optional.empty();

    @Inject
    public Registrar(Configuration configuration, WebhookEndpoint webhook, MeterRegistry registry) {
        this(configuration, webhook, registry, Clock.systemUTC(), new Pace(Pace.FIRST_RETRY, new Random()));
    }

    Registrar(Configuration configuration, WebhookEndpoint webhook, MeterRegistry registry, Clock clock, Pace pace) {
        this.configuration = configuration;
        this.webhook = webhook;
        this.clients = new GraphClients(new GraphMetrics(registry));
        this.clock = clock;
        this.pace = pace;
        this.rounds = new Rounds("registration", pace, () -> round(configuration.current()));
        Gauge.builder("instagram_subscribed", this, r -> subscribed(r.report))
                .description("1 if Meta sends this app's webhooks to this gateway, else 0")
                .register(registry);
    }

    /** Starts looking. The webhook endpoint must be up: Meta calls it while the app is being subscribed. */
    public void start() {
        configuration.onChange(_ -> rounds.nudge());
        webhook.onFirstDelivery(rounds::nudge);
        rounds.start();
    }

    /** Ends looking. A call in flight is given up. */
    public void stop() {
        rounds.stop();
    }

    /** What the last round has found out. */
    public Report report() {
        return report;
    }

    /** One round; gives the time until the next. */
    private Duration round(Snapshot<GatewayConfig, GatewayCredentials> snapshot) {
        if (snapshot.inForce().isEmpty()) {
            return UNTIL_CONFIGURED;
        }
        InForce<GatewayConfig> inForce = snapshot.inForce().get();
        GatewayConfig config = inForce.config();
        GraphClient client = clients.client(config.graph());
        Access<AppAccess> app = AppCredentials.access(
                config.app().id(),
                snapshot.credentials().appSecrets(),
                snapshot.credentials().states());
        WantedCallback wanted = WantedCallback.of(config.app().id(), config.webhook(), config.replaces(), "gateway");
        if (config.desired() == Desired.ABSENT) {
            return leave(inForce, wanted, client, app);
        }
        drained = Optional.empty();
        Instant began = clock.instant();
        var seen = new AppCheck(client, app, wanted, snapshot.credentials().verifyTokens(), () -> {}).run();
        boolean delivered = webhook.lastDeliveryAt().isPresent() || isLedHereByHand(wanted, client, app);
        show(report.after(new AppFacts(wanted, delivered, seen), began, clock.instant()));
        return pace.afterRound(report.problem().isPresent(), Pace.CALM);
    }

    /** A gateway remembers no delivery from before it was started, but with a registration by hand it may look, too. */
    private static boolean isLedHereByHand(WantedCallback wanted, GraphClient client, Access<AppAccess> app) {
        return wanted.isManual()
                && wanted.url().isPresent()
                && app instanceof Access.Given<AppAccess>(AppAccess access)
                && client.appSubscription(access) instanceof GraphResult.Ok<Optional<AppSubscription>>(var subscription)
                && subscription
                        .filter(wanted::isOurs)
                        .filter(AppSubscription::active)
                        .isPresent();
    }

    private Duration leave(
            InForce<GatewayConfig> inForce, WantedCallback wanted, GraphClient client, Access<AppAccess> app) {
        if (drained.equals(Optional.of(inForce))) {
            return Pace.CALM;
        }
        boolean orphaned = inForce.config().deletionPolicy() == DeletionPolicy.ORPHAN;
        if (!orphaned) {
            if (report.phase() == Phase.WATCHING) {
                show(report.draining(Optional.empty()));
            }
            // Without a memory, it may always have subscribed something.
            Optional<Problem> obstacle = new AppFarewell(client, app, wanted, true).run();
            if (obstacle.isPresent()) {
                show(report.draining(obstacle));
                return pace.afterRound(true, Pace.LEAVING);
            }
        }
        drained = Optional.of(inForce);
        show(orphaned ? report.orphaned() : report.gone(wanted, clock.instant()));
        return Pace.CALM;
    }

    /** Says in the log what has changed for people, once. */
    private void show(Report now) {
        Report before = report;
        report = now;
        if (now.phase() != before.phase()) {
            LOG.infof("The app's subscription phase=%s", now.phase());
        }
        if (!now.problem().equals(before.problem())) {
            now.problem()
                    .ifPresentOrElse(
                            problem -> LOG.warnf(
                                    "Problem with the app's subscription reason=%s: %s",
                                    problem.reason().text(), problem.message()),
                            () -> LOG.info("No more problem with the app's subscription"));
        }
        now.outage()
                .filter(outage -> !outage.isOpen() && !now.outage().equals(before.outage()))
                .flatMap(Outage::from)
                .ifPresent(from -> LOG.warnf(
                        "The app's subscription was not as it has to be; webhooks since then may be lost from=%s",
                        from));
    }

    private static double subscribed(Report report) {
        return report.registered().map(registered -> registered ? 1.0 : 0.0).orElse(Double.NaN);
    }
}
