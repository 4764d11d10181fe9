package io.instagramoperator.receiver.gap;

import io.instagramoperator.instagram.graph.AccountAccess;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.config.Credentials;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.config.ReceiverConfig.Outage;
import io.instagramoperator.receiver.gap.Gap.State;
import io.instagramoperator.receiver.graph.AccountGraph;
import io.instagramoperator.receiver.graph.AccountToken;
import io.instagramoperator.receiver.graph.ConversationPace;
import io.instagramoperator.receiver.graph.GraphAccess;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.LogState;
import io.instagramoperator.receiver.log.LogUnavailableException;
import io.instagramoperator.webhook.config.Desired;
import io.instagramoperator.webhook.config.Snapshot;
import io.instagramoperator.webhook.registration.Access;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Remembers when all was last well, and in a thread of its own reads back what was lost since. Nothing waits for it. */
@Singleton
public class GapRepair {

    private static final Logger LOG = Logger.getLogger(GapRepair.class);
    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    private static final Duration LAST_RETRY = Duration.ofHours(1);
    private static final Duration LOG_POLL = Duration.ofSeconds(1);

    private final Configuration configuration;
    private final AccountToken token;
    private final EventLog log;
    private final AccountGraph graph;
    private final GapStore store;
    private final InstantSource clock;
    private final ConversationPace pace;
    private final Duration firstRetry;
    private final Counter recovered;
    private final Semaphore nudges = new Semaphore(0);
    private final Thread thread = Thread.ofVirtual().name("gap-repair").unstarted(this::repair);
    private int troubles;
    private @Nullable Repair current;

    @Inject
    public GapRepair(
            Configuration configuration,
            AccountToken token,
            EventLog log,
            AccountGraph graph,
            ConversationPace pace,
            MeterRegistry metrics) {
        this(configuration, token, log, graph, metrics, Clock.systemUTC(), pace, FIRST_RETRY);
    }

    GapRepair(
            Configuration configuration,
            AccountToken token,
            EventLog log,
            AccountGraph graph,
            MeterRegistry metrics,
            InstantSource clock,
            ConversationPace pace,
            Duration firstRetry) {
        this.configuration = configuration;
        this.token = token;
        this.log = log;
        this.graph = graph;
        this.store = new GapStore(log);
        this.clock = clock;
        this.pace = pace;
        this.firstRetry = firstRetry;
        this.recovered = Counter.builder("instagram_events_recovered_total")
                .description("Events that Meta never delivered and that were read back from conversations")
                .register(metrics);
    }

    /** Goes on with what was not read at the end, and waits for gaps. */
    public void start() {
        configuration.onChange(_ -> nudges.release());
        thread.start();
    }

    /** Ends. What was not read is read after the next start. */
    public void stop() {
        thread.interrupt();
    }

    /** The last gap; empty if there was none, or the log is not open. Blocks on the disk. */
    public Optional<Gap> last() {
        try {
            return store.last();
        } catch (LogUnavailableException e) {
            return Optional.empty();
        }
    }

    /** Takes in what a round of watching has found. Blocks on the disk. */
    public void saw(Look look) {
        if (!look.missing() && !look.well()) {
            return;
        }
        boolean well = look.well() && log.state() == LogState.OPEN;
        Optional<Outage> outage = configuration
                .current()
                .config()
                .flatMap(config -> config.app().outage())
                .filter(_ -> well);
        try {
            keep(marks -> {
                Marks seen = marks.after(new Look(look.missing(), well), clock.instant());
                return outage.map(seen::after).orElse(seen);
            });
        } catch (CompletionException e) {
            LOG.debug("When all was last well is not kept: the log cannot be written");
        }
    }

    private synchronized void keep(UnaryOperator<Marks> change) {
        AtomicBoolean isNew = new AtomicBoolean();
        Marks now = store.change(before -> {
            Marks after = change.apply(before);
            isNew.set(!after.gap().equals(before.gap()));
            return after;
        });
        if (isNew.get() && now.gap().filter(gap -> gap.state() == State.READING).isPresent()) {
            nudges.release();
        }
    }

    /** The gap that is to be read now, with the nudge that came with it: that is for no second run. */
    private synchronized Optional<Gap> take() {
        nudges.drainPermits();
        return store.last().filter(Gap::isToBeRead);
    }

    /** The account is no longer wanted: what happens until it is again is no gap. Blocks on the disk. */
    public void forget() {
        try {
            store.forget();
        } catch (CompletionException e) {
            LOG.debug("The log cannot be written");
        }
    }

    private void repair() {
        try {
            while (true) {
                Optional<Duration> wait = runWithoutException();
                if (wait.isEmpty()) {
                    nudges.acquire();
                } else if (!nudges.tryAcquire(wait.get().toMillis(), TimeUnit.MILLISECONDS)) {
                    continue;
                }
                troubles = 0;
            }
        } catch (InterruptedException e) {
            LOG.debug("Gaps are no longer repaired");
        }
    }

    /** Returns the time until the next try; empty if there is nothing to do until something happens. */
    private Optional<Duration> runWithoutException() throws InterruptedException {
        try {
            Optional<Gap> gap = take();
            return gap.isEmpty() ? Optional.empty() : run(gap.get());
        } catch (LogUnavailableException e) {
            return Optional.of(LOG_POLL);
        } catch (RuntimeException e) {
            LOG.error("Reading conversations back failed; it is repeated", e);
            return Optional.of(backOff());
        }
    }

    private Optional<Duration> run(Gap gap) throws InterruptedException {
        Repair repair = repairOf(gap);
        Snapshot<ReceiverConfig, Credentials> snapshot = configuration.current();
        if (snapshot.config()
                .filter(config -> config.desired() == Desired.PRESENT)
                .isEmpty()) {
            return Optional.empty();
        }
        switch (GraphAccess.ofAccount(token.effective(snapshot))) {
            case Access.Lacking<AccountAccess>(String problem) -> repair.hinder(problem);
            case Access.Given<AccountAccess>(AccountAccess account) -> {
                ReceiverConfig config = snapshot.config().get();
                repair.run(graph.client(config.graph()), account, config);
            }
        }
        tell(gap, repair.gap());
        if (repair.gap().isToBeRead()) {
            return Optional.of(backOff());
        }
        current = null;
        troubles = 0;
        return Optional.empty();
    }

    /** The same for the same gap: it remembers which conversations cannot be read. */
    private Repair repairOf(Gap gap) {
        Repair before = current;
        // An account that is wanted again counts its gaps anew.
        if (before == null
                || before.gap().id() != gap.id()
                || !before.gap().began().equals(gap.began())) {
            before = new Repair(gap, store, pace, clock, recovered::increment);
            current = before;
            LOG.infof(
                    "Webhooks may have been lost; conversations are read back from=%s to=%s",
                    gap.began(), gap.ended().orElseThrow());
        }
        return before;
    }

    private Duration backOff() {
        Duration wait = firstRetry.multipliedBy(1L << Math.min(troubles, 16));
        troubles++;
        return wait.compareTo(LAST_RETRY) < 0 ? wait : LAST_RETRY;
    }

    private static void tell(Gap before, Gap now) {
        if (now.state() == State.WAITING) {
            if (!now.problem().equals(before.problem())) {
                LOG.warnf(
                        "Conversations cannot be read back now; it is tried again: %s",
                        now.problem().orElse(""));
            }
            return;
        }
        LOG.infof(
                "Conversations were read back state=%s recovered=%d incompleteConversations=%d calls=%d %s",
                now.state().text(),
                now.recovered(),
                now.incomplete(),
                now.calls(),
                now.problem().orElse(""));
    }
}
