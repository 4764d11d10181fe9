package io.instagramoperator.simulator.graph;

import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.App;
import io.instagramoperator.simulator.state.Directory;
import io.instagramoperator.simulator.state.Login;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Finds out who calls. */
@Singleton
class AccessTokens {

    private final Directory directory;
    private final Clock clock;

    AccessTokens(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** @throws GraphException unless it is the token of an app */
    App requireApp(GraphRequest request) {
        App app = directory.appOfToken(token(request)).orElseThrow(() -> {
            GraphError error = directory.accountOfToken(token(request)).isPresent()
                    ? GraphError.oauth(15, "(#15) This method must be called with an app access_token.")
                    : invalidToken();
            return new GraphException(error);
        });
        checkProof(request, app, true);
        return app;
    }

    /** @throws GraphException unless it is a living token of an account */
    Account requireAccount(GraphRequest request) {
        Account account =
                directory.accountOfToken(token(request)).orElseThrow(() -> new GraphException(invalidToken()));
        failure(account, clock.instant()).ifPresent(error -> {
            throw new GraphException(error);
        });
        // Meta documents the proof for Facebook Login only.
        directory.app(account.appId()).ifPresent(app -> checkProof(request, app, account.login() == Login.FACEBOOK));
        return account;
    }

    /** The account whose token calls, if the path names this account. */
    Account requireAccountOfNode(GraphRequest request) {
        Account account = requireAccount(request);
        if (!account.isNode(request.node())) {
            throw new GraphException(GraphError.noSuchObject(request.method(), request.node()));
        }
        return account;
    }

    static GraphError invalidToken() {
        return GraphError.oauth(190, "Invalid OAuth access token - Cannot parse access token");
    }

    /** Why the account's token is worth nothing any more; empty if it is. */
    static Optional<GraphError> failure(Account account, Instant now) {
        if (account.token().revoked()) {
            return Optional.of(GraphError.oauth(
                    190,
                    460,
                    "Error validating access token: The session has been invalidated because the user changed their password"
                            + " or Facebook has changed the session for security reasons."));
        }
        if (account.token().isExpired(now)) {
            return Optional.of(GraphError.oauth(
                    190,
                    463,
                    "Error validating access token: Session has expired on %s. The current time is %s."
                            .formatted(Instant.ofEpochSecond(account.token().expiresAt()), now)));
        }
        return Optional.empty();
    }

    /** @throws GraphException unless the token has the permission */
    static void requirePermission(Account account, String permission) {
        if (!account.permissions().contains(permission)) {
            throw new GraphException(GraphError.oauth(10, "(#10) This action needs the permission " + permission)
                    .withStatus(403));
        }
    }

    /** @throws GraphException if the owner switched the access to messages off */
    static void requireMessageAccess(Account account) {
        if (!account.messageAccess()) {
            throw new GraphException(GraphError.oauth(
                    200,
                    2534041,
                    "(#200) The account owner has disabled access to Instagram direct messages: Settings > Messages >"
                            + " Connected tools"));
        }
    }

    private static String token(GraphRequest request) {
        return request.token()
                .orElseThrow(() -> new GraphException(
                        GraphError.oauth(104, "An access token is required to request this resource.")));
    }

    private static void checkProof(GraphRequest request, App app, boolean requirable) {
        Optional<String> proof = request.parameter("appsecret_proof");
        if (proof.isEmpty() && app.proofRequired() && requirable) {
            throw new GraphException(proofError("API calls from the server require an appsecret_proof argument"));
        }
        if (proof.isPresent()
                && !MessageDigest.isEqual(
                        proof.get().getBytes(StandardCharsets.UTF_8),
                        app.appSecret().proofOf(token(request)).getBytes(StandardCharsets.UTF_8))) {
            throw new GraphException(proofError("Invalid appsecret_proof provided in the API argument"));
        }
    }

    private static GraphError proofError(String message) {
        return new GraphError(400, "GraphMethodException", 100, 0, message, false);
    }
}
