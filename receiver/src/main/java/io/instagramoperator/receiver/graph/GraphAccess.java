package io.instagramoperator.receiver.graph;

import io.instagramoperator.instagram.graph.AccountAccess;
import io.instagramoperator.instagram.graph.AppAccess;
import io.instagramoperator.instagram.graph.Login;
import io.instagramoperator.instagram.graph.Secret;
import io.instagramoperator.receiver.config.Credentials;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.webhook.config.CredentialState;
import io.instagramoperator.webhook.config.Snapshot;
import io.instagramoperator.webhook.config.Token;
import io.instagramoperator.webhook.registration.Access;
import io.instagramoperator.webhook.registration.AppCredentials;
import java.util.Optional;

/** Whose calls this receiver makes, by the configuration and the credentials at one moment. */
public final class GraphAccess {

    private GraphAccess() {}

    /** Calls in the app's name. */
    public static Access<AppAccess> ofApp(Snapshot<ReceiverConfig, Credentials> snapshot) {
        String appId = snapshot.config().map(config -> config.app().id()).orElse("");
        Credentials credentials = snapshot.credentials();
        return AppCredentials.access(appId, credentials.appSecrets(), credentials.states());
    }

    /** Calls in the account's name. */
    public static Access<AccountAccess> ofAccount(Snapshot<ReceiverConfig, Credentials> snapshot) {
        Optional<Token> token = snapshot.credentials().accessToken();
        if (snapshot.config().isEmpty() || token.isEmpty()) {
            return new Access.Lacking<>(
                    CredentialState.lacking(snapshot.credentials().states(), "accessTokenFile"));
        }
        try {
            Secret secret = new Secret(token.get().value());
            return new Access.Given<>(account(snapshot.config().get(), secret, ofApp(snapshot)));
        } catch (IllegalArgumentException e) {
            return new Access.Lacking<>("accessTokenFile: " + e.getMessage() + "; store the token that Meta gave");
        }
    }

    private static AccountAccess account(ReceiverConfig config, Secret token, Access<AppAccess> app) {
        ReceiverConfig.Account account = config.account();
        Optional<AppAccess> proof =
                app instanceof Access.Given<AppAccess>(AppAccess value) ? Optional.of(value) : Optional.empty();
        return switch (account.login()) {
            case FACEBOOK -> new AccountAccess(Login.FACEBOOK, account.pageId().orElseThrow(), token, proof);
            case INSTAGRAM -> new AccountAccess(Login.INSTAGRAM, account.instagramId(), token, proof);
        };
    }
}
