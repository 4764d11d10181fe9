package io.instagramoperator.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.instagramoperator.simulator.state.AccessToken;
import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.Directory;
import io.instagramoperator.simulator.state.Login;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Another token of Instagram Login for one that lives: {@code GET /refresh_access_token} (Instagram Platform, "Business Login").
 * The one before stays valid until its own end.
 */
@Singleton
class TokenRefresh {

    private static final Duration MIN_AGE = Duration.ofHours(24);
    private static final Duration LIFE = Duration.ofDays(60);
    private static final int TOKEN_BYTES = 60;

    private final AccessTokens tokens;
    private final Directory directory;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    TokenRefresh(AccessTokens tokens, Directory directory, Clock clock) {
        this.tokens = tokens;
        this.directory = directory;
        this.clock = clock;
    }

    JsonNode get(GraphRequest request) {
        if (!request.required("grant_type").equals("ig_refresh_token")) {
            throw new GraphException(GraphError.invalidParameter("Param grant_type must be ig_refresh_token"));
        }
        Account account = tokens.requireAccount(request);
        if (account.login() != Login.INSTAGRAM) {
            throw new GraphException(AccessTokens.invalidToken());
        }
        AccessTokens.requirePermission(account, "instagram_business_basic");
        Instant now = clock.instant();
        if (now.isBefore(Instant.ofEpochSecond(account.token().issuedAt()).plus(MIN_AGE))) {
            throw new GraphException(
                    GraphError.invalidParameter("The access token must be at least 24 hours old to be refreshed"));
        }
        AccessToken fresh =
                new AccessToken(newToken(), now.getEpochSecond(), now.plus(LIFE).getEpochSecond(), false);
        directory.renew(account, fresh);
        return JsonNodeFactory.instance
                .objectNode()
                .put("access_token", fresh.value())
                .put("token_type", "bearer")
                .put("expires_in", LIFE.toSeconds());
    }

    private String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return "IGAA" + HexFormat.of().formatHex(bytes);
    }
}
