package io.instagramoperator.receiver.watch;

import io.instagramoperator.instagram.graph.GraphClient;
import io.instagramoperator.instagram.graph.GraphError;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.config.Credentials;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.config.ReceiverConfig.DeletionPolicy;
import io.instagramoperator.receiver.delivery.Deliveries;
import io.instagramoperator.receiver.gap.GapRepair;
import io.instagramoperator.receiver.graph.AccountGraph;
import io.instagramoperator.receiver.graph.AccountStop;
import io.instagramoperator.receiver.graph.AccountStop.Change;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.Filter;
import io.instagramoperator.receiver.log.LogState;
import io.instagramoperator.receiver.reply.ReplyStore;
import io.instagramoperator.receiver.watch.Report.Phase;
import io.instagramoperator.webhook.config.Desired;
import io.instagramoperator.webhook.config.Snapshot;
import io.instagramoperator.webhook.config.Snapshot.InForce;
import io.instagramoperator.webhook.registration.AppFacts;
import io.instagramoperator.webhook.registration.Pace;
import io.instagramoperator.webhook.registration.Problem;
import io.instagramoperator.webhook.registration.Problem.Reason;
import io.instagramoperator.webhook.registration.Rounds;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks at Meta round by round, and keeps the report of the last round. */
@Singleton
public class Watcher {

    private static final Logger LOG = Logger.getLogger(Watcher.class);
    private static final Duration UNTIL_POSSIBLE = Duration.ofSeconds(1);
    private static final int OWNER_SWITCHED_MESSAGES_OFF = 2534041;

    private final Configuration configuration;
    private final EventLog log;
    private final AccountGraph graph;
    private final AccountStop stop;
    private final ReplyStore replies;
    private final Footprint footprint;
    private final TokenRefresh tokens;
    private final Deliveries deliveries;
    private final GapRepair gaps;
    private final Clock clock;
    private final Pace pace;
    private final Rounds rounds;

    private volatile Report report = Report.UNKNOWN;
    private Optional<InForce<ReceiverConfig>> drained = Optional.empty();
    private @Nullable CompletableFuture<Void> firstDelivery;

    @Inject
    Watcher(
            Configuration configuration,
            EventLog log,
            AccountGraph graph,
            AccountStop stop,
            ReplyStore replies,
            Footprint footprint,
            TokenRefresh tokens,
            Deliveries deliveries,
            GapRepair gaps) {
        this(
                configuration,
                log,
                graph,
                stop,
                replies,
                footprint,
                tokens,
                deliveries,
                gaps,
                Clock.systemUTC(),
                new Pace(Pace.FIRST_RETRY, new Random()));
    }

    Watcher(
            Configuration configuration,
            EventLog log,
            AccountGraph graph,
            AccountStop stop,
            ReplyStore replies,
            Footprint footprint,
            TokenRefresh tokens,
            Deliveries deliveries,
            GapRepair gaps,
            Clock clock,
            Pace pace) {
        this.configuration = configuration;
        this.log = log;
        this.graph = graph;
        this.stop = stop;
        this.replies = replies;
        this.footprint = footprint;
        this.tokens = tokens;
        this.deliveries = deliveries;
        this.gaps = gaps;
        this.clock = clock;
        this.pace = pace;
        this.rounds = new Rounds("watch", pace, () -> round(configuration.current()));
    }

    /** Starts looking. The webhook endpoint must be up: Meta calls it while the app is being subscribed. */
    public void start() {
        configuration.onChange(_ -> rounds.nudge());
        stop.onChange(change -> {
            if (change != Change.MAY_TRY) {
                rounds.nudge();
            }
        });
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
    private Duration round(Snapshot<ReceiverConfig, Credentials> snapshot) {
        if (snapshot.config().isEmpty()) {
            return UNTIL_POSSIBLE;
        }
        ReceiverConfig config = snapshot.config().get();
        GraphClient client = graph.client(config.graph());
        if (config.desired() == Desired.ABSENT) {
            return leave(client, tokens.effective(snapshot), config);
        }
        drained = Optional.empty();
        // Who cannot store webhooks does not ask for any.
        if (log.state() == LogState.CLOSED || log.state() == LogState.FAILED) {
            return UNTIL_POSSIBLE;
        }
        return check(client, snapshot, config);
    }

    private Duration check(GraphClient client, Snapshot<ReceiverConfig, Credentials> files, ReceiverConfig config) {
        Duration closed = Duration.between(clock.instant(), graph.limits().closedUntil());
        if (closed.isPositive()) {
            return closed.compareTo(Pace.CALM) < 0 ? closed : Pace.CALM;
        }
        boolean delivered = wasDelivered();
        Optional<GraphError> stopped = stop.reason();
        TokenFacts token = tokens.check(client, files, config, stopped);
        WebhookCheck check = new WebhookCheck(client, tokens.effective(files), config, footprint);
        boolean messagesOff =
                stopped.filter(e -> e.subcode() == OWNER_SWITCHED_MESSAGES_OFF).isPresent();
        Optional<AppFacts> app =
                WebhookCheck.wanted(config).map(wanted -> new AppFacts(wanted, delivered, check.app(wanted)));
        WebhookCheck.Account account = check.account();
        WebhookFacts webhook = new WebhookFacts(config, app, account.seen(), account.repaired(), messagesOff);
        Report before = report;
        show(new Report(
                Phase.WATCHING,
                WebhookAssessment.assess(webhook, before.webhook(), clock.instant()),
                TokenAssessment.assess(token, before.token(), clock.instant())));
        gaps.saw(WebhookAssessment.look(webhook));
        if (stopped.isPresent()
                && isGood(TokenAssessment.assess(token.withoutStop(), before.token(), clock.instant()))) {
            stop.allowTry();
        }
        return pace.afterRound(isTroubled(report), Pace.CALM);
    }

    /** Whether a delivery ever came; if none did, the first one brings on a round. */
    private boolean wasDelivered() {
        boolean delivered = log.newestReceived().isPresent();
        if (!delivered && firstDelivery == null) {
            firstDelivery = log.tail().next(Filter.ALL).thenRun(rounds::nudge);
            return log.newestReceived().isPresent();
        }
        return delivered;
    }

    private Duration leave(GraphClient client, Snapshot<ReceiverConfig, Credentials> snapshot, ReceiverConfig config) {
        if (drained.equals(snapshot.inForce())) {
            return Pace.CALM;
        }
        if (report.phase() == Phase.WATCHING) {
            show(new Report(Phase.DRAINING, report.webhook(), report.token()));
        }
        Farewell farewell = new Farewell(client, snapshot, config, footprint.exists());
        Optional<Problem> obstacle = farewell.run(replies.counts().waiting(), deliveries.backlog());
        WebhookReport webhook = report.webhook();
        if (obstacle.isPresent()) {
            // Replies that wait may be it, and nobody looks at the token any more.
            stop.allowTry();
            show(new Report(Phase.DRAINING, webhook.with(obstacle), report.token()));
            return pace.afterRound(true, Pace.LEAVING);
        }
        drained = snapshot.inForce();
        gaps.forget();
        boolean orphaned = config.deletionPolicy() == DeletionPolicy.ORPHAN;
        show(new Report(
                Phase.DRAINED,
                orphaned
                        ? webhook.with(obstacle)
                        : WebhookAssessment.gone(WebhookCheck.wanted(config), webhook, clock.instant()),
                report.token()));
        return Pace.CALM;
    }

    private static boolean isTroubled(Report report) {
        return report.webhook().problem().filter(Watcher::canChangeAtMeta).isPresent() || !isGood(report.token());
    }

    /** What waits for another configuration is told when that is there. */
    private static boolean canChangeAtMeta(Problem problem) {
        return problem.reason() != Reason.GATEWAY_PENDING;
    }

    private static boolean isGood(TokenReport token) {
        return token.problem()
                .filter(p -> p.reason() != Reason.TOKEN_EXPIRING_SOON)
                .isEmpty();
    }

    /** Says in the log what has changed for people, once. */
    private void show(Report now) {
        Report before = report;
        report = now;
        if (now.phase() != before.phase()) {
            LOG.infof("Watching Meta phase=%s", now.phase());
        }
        tell("webhook", before.webhook().problem(), now.webhook().problem());
        tell("token", before.token().problem(), now.token().problem());
    }

    private static void tell(String what, Optional<Problem> before, Optional<Problem> now) {
        if (now.equals(before)) {
            return;
        }
        now.ifPresentOrElse(
                problem -> LOG.warnf(
                        "Problem with %s reason=%s: %s", what, problem.reason().text(), problem.message()),
                () -> LOG.infof("No more problem with %s", what));
    }
}
