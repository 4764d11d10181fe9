package io.instagramoperator.receiver.graph;

import io.instagramoperator.instagram.graph.CallListener;
import io.instagramoperator.instagram.graph.GraphClient;
import io.instagramoperator.instagram.graph.GraphHosts;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.receiver.config.ReceiverConfig;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The client for the Graph API that the configuration in force names. */
@Singleton
public class AccountGraph {

    private static final Logger LOG = Logger.getLogger(AccountGraph.class);

    private final CallListener listener;
    private final GraphLimits limits;
    private ReceiverConfig.@Nullable Graph settings;
    private @Nullable GraphClient client;

    /** A client whose calls are counted, and whose answers tell how much of Meta's limits is used up. */
    public AccountGraph(GraphMetrics metrics, GraphLimits limits) {
        this.limits = limits;
        this.listener = (operation, result, usage, took) -> {
            LOG.tracef("Graph asked operation=%s outcome=%s", operation.label(), result.outcome());
            metrics.completed(operation, result, took);
            // Who did not answer told nothing about limits.
            if (result instanceof GraphResult.Ok<?> || result instanceof GraphResult.Refused<?>) {
                limits.heard(usage);
            }
        };
    }

    /** What the answers told about Meta's limits. */
    public GraphLimits limits() {
        return limits;
    }

    /** The client for these settings; the one of before as long as they are the same. */
    public synchronized GraphClient client(ReceiverConfig.Graph wanted) {
        GraphClient current = client;
        if (current == null || !wanted.equals(settings)) {
            // A client of before is left to its calls in flight: stopping it would make their outcome unknown.
            current = new GraphClient(hosts(wanted), listener);
            client = current;
            settings = wanted;
        }
        return current;
    }

    private static GraphHosts hosts(ReceiverConfig.Graph graph) {
        return graph.url()
                .map(url -> GraphHosts.at(url, graph.version()))
                .orElseGet(() -> GraphHosts.ofMeta(graph.version()));
    }
}
