package io.instagramoperator.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.simulator.state.Misbehaviour;
import jakarta.inject.Singleton;
import java.util.Set;

/** Leads a call to its edge, unless this Meta is told to answer with an error. */
@Singleton
class GraphApi {

    private static final Set<String> OF_NO_NODE = Set.of("debug_token", "refresh_access_token");

    private final Misbehaviour misbehaviour;
    private final MessagesEdge messages;
    private final MessageAttachmentsEdge attachments;
    private final ConversationsReader conversations;
    private final SubscriptionsEdge subscriptions;
    private final SubscribedAppsEdge subscribedApps;
    private final DebugToken debugToken;
    private final TokenRefresh tokenRefresh;
    private final NodeReader nodes;

    GraphApi(
            Misbehaviour misbehaviour,
            MessagesEdge messages,
            MessageAttachmentsEdge attachments,
            ConversationsReader conversations,
            SubscriptionsEdge subscriptions,
            SubscribedAppsEdge subscribedApps,
            DebugToken debugToken,
            TokenRefresh tokenRefresh,
            NodeReader nodes) {
        this.misbehaviour = misbehaviour;
        this.messages = messages;
        this.attachments = attachments;
        this.conversations = conversations;
        this.subscriptions = subscriptions;
        this.subscribedApps = subscribedApps;
        this.debugToken = debugToken;
        this.tokenRefresh = tokenRefresh;
        this.nodes = nodes;
    }

    /** @throws GraphException for every answer that is an error */
    JsonNode call(GraphRequest request) {
        String operation = operation(request);
        misbehaviour.nextError(request.method(), operation).ifPresent(script -> {
            throw new GraphException(new GraphError(
                    script.status(),
                    script.type(),
                    script.code(),
                    script.subcode(),
                    script.message(),
                    script.isTransient()));
        });
        return switch (request.method() + " " + operation) {
            case "post messages" -> messages.post(request);
            case "get messages" -> conversations.messages(request);
            case "post message_attachments" -> attachments.post(request);
            case "get conversations" -> conversations.list(request);
            case "get subscriptions" -> subscriptions.get(request);
            case "post subscriptions" -> subscriptions.post(request);
            case "delete subscriptions" -> subscriptions.delete(request);
            case "get subscribed_apps" -> subscribedApps.get(request);
            case "post subscribed_apps" -> subscribedApps.post(request);
            case "delete subscribed_apps" -> subscribedApps.delete(request);
            case "get debug_token" -> debugToken.get(request);
            case "get refresh_access_token" -> tokenRefresh.get(request);
            case "get node", "get conversation" -> nodes.get(request);
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

    /**
     * What is called: an edge, an operation of its own, {@code conversation} for a conversation or a message in one, {@code node}
     * for any other node.
     */
    static String operation(GraphRequest request) {
        return switch (request.path().size()) {
            case 1 -> {
                if (OF_NO_NODE.contains(request.node())) {
                    yield request.node();
                }
                // The ids of conversations and messages alone are not numbers.
                yield request.node().startsWith("aWdf") ? "conversation" : "node";
            }
            case 2 -> request.path().get(1);
            default -> "";
        };
    }

    /** Meta's answer to a change that worked. */
    static ObjectNode success() {
        return JsonNodeFactory.instance.objectNode().put("success", true);
    }
}
