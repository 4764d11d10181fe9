package io.instagramoperator.webhook.registration;

import io.instagramoperator.instagram.graph.CallListener;
import io.instagramoperator.instagram.graph.GraphClient;
import io.instagramoperator.instagram.graph.GraphHosts;
import io.instagramoperator.webhook.config.Graph;
import org.jspecify.annotations.Nullable;

/** Gives the client for the Graph API that the configuration in force names. */
public final class GraphClients {

    private final CallListener listener;
    private @Nullable Graph settings;
    private @Nullable GraphClient client;

    /** Clients whose calls are told to a listener. */
    public GraphClients(CallListener listener) {
        this.listener = listener;
    }

    /** The client for these settings; the one of before as long as they are the same. */
    public synchronized GraphClient client(Graph wanted) {
        GraphClient current = client;
        if (current == null || !wanted.equals(settings)) {
            // A client of before is left to its calls in flight: stopping it would make their outcome unknown.
            current = new GraphClient(hosts(wanted), listener);
            client = current;
            settings = wanted;
        }
        return current;
    }

    private static GraphHosts hosts(Graph graph) {
        return graph.url()
                .map(url -> GraphHosts.at(url, graph.version()))
                .orElseGet(() -> GraphHosts.ofMeta(graph.version()));
    }
}
