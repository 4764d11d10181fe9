package io.instagramoperator.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.Login;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Reads the nodes of a token's own account: the Page, the Instagram account, {@code me}, its conversations. */
@Singleton
class NodeReader {

    private static final FieldSelection ID_ONLY = FieldSelection.parse("id");

    private final AccessTokens tokens;
    private final ConversationsReader conversations;

    NodeReader(AccessTokens tokens, ConversationsReader conversations) {
        this.tokens = tokens;
        this.conversations = conversations;
    }

    JsonNode get(GraphRequest request) {
        Account account = tokens.requireAccount(request);
        if (!account.isNode(request.node())) {
            return conversations
                    .node(account, request)
                    .orElseThrow(() -> new GraphException(GraphError.noSuchObject(request.method(), request.node())));
        }
        Optional<FieldSelection> selection = request.parameter("fields").map(FieldSelection::parse);
        boolean isPage = account.login() == Login.FACEBOOK && !request.node().equals(account.instagramId());
        ObjectNode node = isPage ? page(account) : instagramUser(account);
        return select(node, selection.orElse(ID_ONLY), isPage ? "Page" : "IGUser");
    }

    private static ObjectNode page(Account account) {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.put("id", account.pageId().orElseThrow()).put("name", account.username());
        page.set("instagram_business_account", instagramUser(account));
        return page;
    }

    /** With Instagram Login {@code id} is not the id of webhooks: that one is {@code user_id}. */
    private static ObjectNode instagramUser(Account account) {
        boolean instagramLogin = account.login() == Login.INSTAGRAM;
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        user.put("id", instagramLogin ? account.appScopedId() : account.instagramId())
                .put("username", account.username())
                .put("name", account.username());
        return instagramLogin ? user.put("user_id", account.instagramId()) : user;
    }

    private static ObjectNode select(ObjectNode node, FieldSelection selection, String type) {
        ObjectNode selected = JsonNodeFactory.instance.objectNode();
        selection.fields().forEach((name, inside) -> {
            JsonNode value = node.get(name);
            if (value == null) {
                throw new GraphException(GraphError.invalidParameter(
                        "Tried accessing nonexisting field (%s) on node type (%s)".formatted(name, type)));
            }
            if (value instanceof ObjectNode object) {
                selected.set(name, select(object, inside.fields().isEmpty() ? ID_ONLY : inside, "IGUser"));
            } else {
                selected.set(name, value);
            }
        });
        // Meta gives the id even if it is not asked for.
        selected.set("id", node.get("id"));
        return selected;
    }
}
