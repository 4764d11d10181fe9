package io.instagramoperator.receiver.watch;

import io.instagramoperator.instagram.graph.AccountAccess;
import io.instagramoperator.instagram.graph.AppAccess;
import io.instagramoperator.instagram.graph.GraphClient;
import io.instagramoperator.instagram.graph.GraphError;
import io.instagramoperator.instagram.graph.Login;
import io.instagramoperator.instagram.graph.TokenInfo;
import io.instagramoperator.receiver.config.Credentials;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.graph.GraphAccess;
import io.instagramoperator.webhook.config.Snapshot;
import io.instagramoperator.webhook.registration.Access;
import io.instagramoperator.webhook.registration.Seen;
import java.util.Optional;

/** Asks Meta what the access token is worth and whose it is. Blocks while Meta answers. */
final class TokenCheck {

    private TokenCheck() {}

    static TokenFacts run(
            GraphClient client,
            Snapshot<ReceiverConfig, Credentials> snapshot,
            ReceiverConfig config,
            Optional<GraphError> stop) {
        return switch (GraphAccess.ofAccount(snapshot)) {
            case Access.Lacking<AccountAccess>(String problem) ->
                new TokenFacts(
                        config, new Seen.Lacking<>(problem), new Seen.Lacking<>(problem), stop, RefreshFacts.NONE);
            case Access.Given<AccountAccess>(AccountAccess account) ->
                new TokenFacts(
                        config, info(client, snapshot, account), Seen.of(client.me(account)), stop, RefreshFacts.NONE);
        };
    }

    /** For tokens of Instagram Login {@code debug_token} is not documented. */
    private static Seen<TokenInfo> info(
            GraphClient client, Snapshot<ReceiverConfig, Credentials> snapshot, AccountAccess account) {
        if (account.login() == Login.INSTAGRAM) {
            return new Seen.NotAsked<>();
        }
        return switch (GraphAccess.ofApp(snapshot)) {
            case Access.Lacking<AppAccess>(String problem) -> new Seen.Lacking<>(problem);
            case Access.Given<AppAccess>(AppAccess app) -> Seen.of(client.debugToken(app, account.token()));
        };
    }
}
