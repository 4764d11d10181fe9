package io.instagramoperator.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.simulator.state.Misbehaviour;
import jakarta.inject.Singleton;

/** Leads a call to its edge, unless this Meta is told to misbehave. */
@Singleton
class GraphApi {

    private final Misbehaviour misbehaviour;
    private final MessagesEdge messages;
    private final SubscriptionsEdge subscriptions;
    private final SubscribedAppsEdge subscribedApps;
    private final DebugToken debugToken;
    private final NodeReader nodes;

    GraphApi(
            Misbehaviour misbehaviour,
            MessagesEdge messages,
            SubscriptionsEdge subscriptions,
            SubscribedAppsEdge subscribedApps,
            DebugToken debugToken,
            NodeReader nodes) {
        this.misbehaviour = misbehaviour;
        this.messages = messages;
        this.subscriptions = subscriptions;
        this.subscribedApps = subscribedApps;
        this.debugToken = debugToken;
        this.nodes = nodes;
    }

    /** @throws GraphException for every answer that is an error */
    JsonNode call(GraphRequest request) {
        String operation = operation(request);
        misbehaviour.nextError(operation).ifPresent(script -> {
            throw new GraphException(new GraphError(
                    script.status(), "OAuthException", script.code(), script.subcode(), script.message()));
        });
        return switch (request.method() + " " + operation) {
            case "post messages" -> messages.post(request);
            case "get subscriptions" -> subscriptions.get(request);
            case "post subscriptions" -> subscriptions.post(request);
            case "delete subscriptions" -> subscriptions.delete(request);
            case "get subscribed_apps" -> subscribedApps.get(request);
            case "post subscribed_apps" -> subscribedApps.post(request);
            case "delete subscribed_apps" -> subscribedApps.delete(request);
            case "get debug_token" -> debugToken.get(request);
            case "get node" -> nodes.get(request);
            default -> throw new GraphException(unknown(request));
        };
    }

    private static GraphError unknown(GraphRequest request) {
        if (request.path().size() == 1) {
            return GraphError.noSuchObject(request.method(), request.node());
        }
        String components =
                String.join("/", request.path().subList(1, request.path().size()));
        return GraphError.oauth(2500, "Unknown path components: /" + components);
    }

    /** The edge that is called, {@code debug_token}, or {@code node}. */
    private static String operation(GraphRequest request) {
        return switch (request.path().size()) {
            case 1 -> request.node().equals("debug_token") ? "debug_token" : "node";
            case 2 -> request.path().get(1);
            default -> "";
        };
    }

    /** Meta's answer to a change that worked. */
    static ObjectNode success() {
        return JsonNodeFactory.instance.objectNode().put("success", true);
    }
}
