package io.instagramoperator.receiver.watch;

import io.instagramoperator.instagram.graph.GraphClient;
import io.instagramoperator.instagram.graph.GraphError;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.config.Configuration.Snapshot;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.config.ReceiverConfig.Desired;
import io.instagramoperator.receiver.graph.AccountGraph;
import io.instagramoperator.receiver.graph.AccountStop;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.Filter;
import io.instagramoperator.receiver.log.LogState;
import io.instagramoperator.receiver.watch.Problem.Reason;
import io.instagramoperator.receiver.watch.Report.Phase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jboss.logging.Logger;

/** Looks at Meta round by round, in one thread of its own, and keeps the report of the last round. */
@Singleton
public class Watcher {

    private static final Logger LOG = Logger.getLogger(Watcher.class);
    private static final Duration UNTIL_CONFIGURED = Duration.ofSeconds(1);

    private final Configuration configuration;
    private final EventLog log;
    private final AccountGraph graph;
    private final AccountStop stop;
    private final Footprint footprint;
    private final Clock clock;
    private final Pace pace;
    private final Semaphore nudges = new Semaphore(0);
    private final Thread thread = Thread.ofVirtual().name("watch").unstarted(this::watch);

    private volatile IntSupplier waitingReplies = () -> 0;
    private volatile Report report = Report.UNKNOWN;
}
