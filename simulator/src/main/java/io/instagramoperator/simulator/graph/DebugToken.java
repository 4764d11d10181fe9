package io.instagramoperator.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.App;
import io.instagramoperator.simulator.state.Directory;
import io.instagramoperator.simulator.state.Login;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/**
 * What a token is worth: {@code GET /debug_token}, with the token of the app. It knows the tokens of Facebook Login only:
 * Meta documents it for no others.
 */
@Singleton
class DebugToken {

    private final AccessTokens tokens;
    private final Directory directory;
    private final Clock clock;

    DebugToken(AccessTokens tokens, Directory directory, Clock clock) {
        this.tokens = tokens;
        this.directory = directory;
        this.clock = clock;
    }

    JsonNode get(GraphRequest request) {
        App app = tokens.requireApp(request);
        Optional<Account> account = directory
                .accountOfToken(request.required("input_token"))
                .filter(candidate -> candidate.login() == Login.FACEBOOK);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode data = answer.putObject("data");
        if (account.isEmpty()) {
            putError(data, GraphError.oauth(190, "Invalid OAuth access token."));
            data.putArray("scopes");
        } else if (!account.get().appId().equals(app.id())) {
            putError(data, GraphError.invalidParameter("The App_id in the input_token did not match the Viewing App"));
            data.putArray("scopes");
        } else {
            describe(account.get(), data);
        }
        return answer;
    }

    private void describe(Account account, ObjectNode data) {
        data.put("app_id", account.appId())
                .put("type", "PAGE")
                .put("application", "App " + account.appId())
                .put("data_access_expires_at", account.dataAccessExpiresAt())
                .put("expires_at", account.token().expiresAt())
                .put("is_valid", true)
                .put("issued_at", account.token().issuedAt())
                .put("profile_id", account.pageId().orElseThrow())
                .put("user_id", "1");
        ArrayNode scopes = data.putArray("scopes");
        ArrayNode granularScopes = data.putArray("granular_scopes");
        account.permissions().stream().sorted().forEach(permission -> {
            scopes.add(permission);
            String target = permission.startsWith("instagram_")
                    ? account.instagramId()
                    : account.pageId().orElseThrow();
            granularScopes
                    .addObject()
                    .put("scope", permission)
                    .putArray("target_ids")
                    .add(target);
        });
        AccessTokens.failure(account, clock.instant()).ifPresent(error -> putError(data, error));
    }

    private static void putError(ObjectNode data, GraphError error) {
        ObjectNode json = data.putObject("error").put("code", error.code()).put("message", error.message());
        if (error.subcode() != 0) {
            json.put("subcode", error.subcode());
        }
        data.put("is_valid", false);
    }
}
