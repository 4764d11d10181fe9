package io.instagramoperator.receiver.graph;

import io.instagramoperator.instagram.graph.AccountAccess;
import io.instagramoperator.instagram.graph.AppAccess;
import io.instagramoperator.instagram.graph.Login;
import io.instagramoperator.instagram.graph.Secret;
import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.receiver.config.Configuration.Snapshot;
import io.instagramoperator.receiver.config.CredentialState;
import io.instagramoperator.receiver.config.CredentialState.State;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.config.Token;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whose calls this receiver makes, by the configuration and the credentials at one moment. */
public final class GraphAccess {

    private GraphAccess() {}

    /** Calls in the app's name. Of several secrets the first readable one is the current one; the others only verify signatures. */
    public static Access<AppAccess> ofApp(Snapshot snapshot) {
        List<AppSecret> secrets = snapshot.credentials().appSecrets();
        if (snapshot.config().isEmpty() || secrets.isEmpty()) {
            return new Access.Lacking<>(lacking(snapshot, "app.secretFiles"));
        }
        try {
            return new Access.Given<>(
                    new AppAccess(snapshot.config().get().app().id(), secrets.getFirst()));
        } catch (IllegalArgumentException e) {
            return new Access.Lacking<>(
                    "app.secretFiles: " + e.getMessage() + "; store the app secret of Meta's dashboard");
        }
    }

    /** Calls in the account's name. */
    public static Access<AccountAccess> ofAccount(Snapshot snapshot) {
        Optional<Token> token = snapshot.credentials().accessToken();
        if (snapshot.config().isEmpty() || token.isEmpty()) {
            return new Access.Lacking<>(lacking(snapshot, "accessTokenFile"));
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

    private static String lacking(Snapshot snapshot, String field) {
        String states = snapshot.credentials().states().stream()
                .filter(state -> state.name().startsWith(field) && state.state() != State.PRESENT)
                .map(GraphAccess::describe)
                .collect(Collectors.joining(", "));
        return states.isEmpty() ? field + " gives no credential; name a file that holds it" : states;
    }

    private static String describe(CredentialState state) {
        String what =
                switch (state.state()) {
                    case MISSING -> "is missing; create it";
                    case EMPTY -> "is empty; write the value into it";
                    default -> "cannot be read; store one line of text";
                };
        return state.name() + ": key '" + state.key() + "' of '" + state.secret() + "' " + what;
    }
}
