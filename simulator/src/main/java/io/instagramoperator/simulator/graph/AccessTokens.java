package io.instagramoperator.simulator.graph;

import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.App;
import io.instagramoperator.simulator.state.Directory;
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
        checkProof(request, app);
        return app;
    }

    /** @throws GraphException unless it is a living token of an account */
    Account requireAccount(GraphRequest request) {
        Account account =
                directory.accountOfToken(token(request)).orElseThrow(() -> new GraphException(invalidToken()));
        if (account.isTokenExpired(clock.instant())) {
            throw new GraphException(expiredToken(account, clock.instant()));
        }
        directory.app(account.appId()).ifPresent(app -> checkProof(request, app));
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

    static GraphError expiredToken(Account account, Instant now) {
        return GraphError.oauth(
                190,
                463,
                "Error validating access token: Session has expired on %s. The current time is %s."
                        .formatted(Instant.ofEpochSecond(account.tokenExpiresAt()), now));
    }

    private static String token(GraphRequest request) {
        return request.token()
                .orElseThrow(() -> new GraphException(
                        GraphError.oauth(104, "An access token is required to request this resource.")));
    }

    private static void checkProof(GraphRequest request, App app) {
        Optional<String> proof = request.parameter("appsecret_proof");
        if (proof.isPresent()
                && !MessageDigest.isEqual(
                        proof.get().getBytes(StandardCharsets.UTF_8),
                        app.appSecret().proofOf(token(request)).getBytes(StandardCharsets.UTF_8))) {
            throw new GraphException(new GraphError(
                    400, "GraphMethodException", 100, 0, "Invalid appsecret_proof provided in the API argument"));
        }
    }
}
