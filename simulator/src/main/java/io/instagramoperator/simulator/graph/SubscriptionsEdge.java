package io.instagramoperator.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.simulator.state.App;
import io.instagramoperator.simulator.state.AppSubscription;
import io.instagramoperator.simulator.state.Subscriptions;
import io.instagramoperator.simulator.webhook.Handshake;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The webhook of an app: {@code /{app-id}/subscriptions}, with the app's own token. */
@Singleton
class SubscriptionsEdge {

    private static final String OBJECT = "instagram";

    private final AccessTokens tokens;
    private final Subscriptions subscriptions;
    private final Handshake handshake;

    SubscriptionsEdge(AccessTokens tokens, Subscriptions subscriptions, Handshake handshake) {
        this.tokens = tokens;
        this.subscriptions = subscriptions;
        this.handshake = handshake;
    }

    JsonNode get(GraphRequest request) {
        App app = requireAppOfNode(request);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode data = answer.putArray("data");
        subscriptions.ofApp(app.id()).ifPresent(subscription -> {
            ArrayNode fields = data.addObject()
                    .put("object", OBJECT)
                    .put("callback_url", subscription.callbackUrl())
                    .put("active", true)
                    .putArray("fields");
            subscription
                    .fields()
                    .forEach(field -> fields.addObject().put("name", field).put("version", subscription.version()));
        });
        return answer;
    }

    /** The handshake runs before anything is changed, so that a callback that fails leaves the old one in place. */
    JsonNode post(GraphRequest request) {
        App app = requireAppOfNode(request);
        checkObject(request.required("object"));
        URI callbackUrl = callbackUrl(request.required("callback_url"));
        List<String> fields = FieldNames.check("fields", request.list("fields"), FieldNames.APP);
        Optional<String> failure = handshake.failure(callbackUrl, request.required("verify_token"));
        if (failure.isPresent()) {
            throw new GraphException(GraphError.oauth(2200, "(#2200) " + failure.get()));
        }
        subscriptions.subscribeApp(app.id(), new AppSubscription(callbackUrl.toString(), fields, request.version()));
        return GraphApi.success();
    }

    /** Without {@code object} all subscriptions of the app go, without {@code fields} all of the object's. */
    JsonNode delete(GraphRequest request) {
        App app = requireAppOfNode(request);
        request.parameter("object").ifPresent(SubscriptionsEdge::checkObject);
        Set<String> goes = Set.copyOf(request.list("fields"));
        subscriptions.ofApp(app.id()).ifPresent(subscription -> {
            List<String> stays = subscription.fields().stream()
                    .filter(field -> !goes.isEmpty() && !goes.contains(field))
                    .toList();
            if (stays.isEmpty()) {
                subscriptions.unsubscribeApp(app.id());
            } else {
                subscriptions.subscribeApp(
                        app.id(), new AppSubscription(subscription.callbackUrl(), stays, subscription.version()));
            }
        });
        return GraphApi.success();
    }

    private App requireAppOfNode(GraphRequest request) {
        App app = tokens.requireApp(request);
        if (!app.id().equals(request.node())) {
            throw new GraphException(GraphError.noSuchObject(request.method(), request.node()));
        }
        return app;
    }

    private static void checkObject(String object) {
        if (!object.equals(OBJECT)) {
            throw new GraphException(
                    GraphError.invalidParameter("Param object must be one of {instagram} - got \"" + object + "\"."));
        }
    }

    /** Meta takes https only; plain http is taken here, because it needs no certificate. */
    private static URI callbackUrl(String text) {
        try {
            URI uri = new URI(text);
            if (("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw notAUrl(text);
        }
        throw notAUrl(text);
    }

    private static GraphException notAUrl(String text) {
        return new GraphException(
                GraphError.invalidParameter("callback_url should represent a valid URL - got \"" + text + "\""));
    }
}
