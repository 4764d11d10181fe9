package io.instagramoperator.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.Login;
import io.instagramoperator.simulator.state.Subscriptions;
import jakarta.inject.Singleton;
import java.util.List;

/** The subscription of an account to its app: {@code /{page-id | instagram-id | me}/subscribed_apps}. */
@Singleton
class SubscribedAppsEdge {

    private final AccessTokens tokens;
    private final Subscriptions subscriptions;

    SubscribedAppsEdge(AccessTokens tokens, Subscriptions subscriptions) {
        this.tokens = tokens;
        this.subscriptions = subscriptions;
    }

    JsonNode get(GraphRequest request) {
        Account account = tokens.requireAccountOfNode(request);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode data = answer.putArray("data");
        subscriptions.ofAccount(account).ifPresent(fields -> {
            ArrayNode subscribedFields = data.addObject()
                    .put("category", "Business")
                    .put("link", "https://www.facebook.com/")
                    .put("name", "App " + account.appId())
                    .put("id", account.appId())
                    .putArray("subscribed_fields");
            fields.forEach(subscribedFields::add);
        });
        return answer;
    }

    JsonNode post(GraphRequest request) {
        Account account = tokens.requireAccountOfNode(request);
        List<String> fields = FieldNames.check(
                "subscribed_fields", request.list("subscribed_fields"), FieldNames.ofAccount(account.login()));
        checkPermissions(account, fields);
        subscriptions.subscribeAccount(account, fields);
        return GraphApi.success();
    }

    JsonNode delete(GraphRequest request) {
        subscriptions.unsubscribeAccount(tokens.requireAccountOfNode(request));
        return GraphApi.success();
    }

    private static void checkPermissions(Account account, List<String> fields) {
        if (account.login() == Login.FACEBOOK) {
            require(account, "pages_manage_metadata");
            if (fields.contains("messages")) {
                require(account, "pages_messaging");
            }
        } else {
            require(account, account.messagingPermission());
        }
    }

    private static void require(Account account, String permission) {
        if (!account.permissions().contains(permission)) {
            throw new GraphException(
                    GraphError.oauth(200, "(#200) To subscribe, this permission is needed: " + permission)
                            .withStatus(403));
        }
    }
}
