package io.instagramoperator.receiver.graph;

import io.instagramoperator.instagram.graph.GraphClient;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.webhook.config.Graph;
import io.instagramoperator.webhook.registration.GraphClients;
import io.instagramoperator.webhook.registration.GraphMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** The client for the Graph API that the configuration in force names. */
@Singleton
public class AccountGraph {

    private static final Logger LOG = Logger.getLogger(AccountGraph.class);

    private final GraphClients clients;
    private final GraphLimits limits;

    /** A client whose calls are counted, and whose answers tell how much of Meta's limits is used up. */
    public AccountGraph(MeterRegistry registry, GraphLimits limits) {
        GraphMetrics metrics = new GraphMetrics(registry);
        this.limits = limits;
        this.clients = new GraphClients((operation, result, usage, took) -> {
            LOG.tracef("Graph asked operation=%s outcome=%s", operation.label(), result.outcome());
            metrics.completed(operation, result, usage, took);
            // Who did not answer told nothing about limits.
            if (result instanceof GraphResult.Ok<?> || result instanceof GraphResult.Refused<?>) {
                limits.heard(usage);
            }
        });
    }

    /** What the answers told about Meta's limits. */
    public GraphLimits limits() {
        return limits;
    }

    /** The client for these settings; the one of before as long as they are the same. */
    public GraphClient client(Graph wanted) {
        return clients.client(wanted);
    }
}
