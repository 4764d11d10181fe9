package io.instagramoperator.gateway.config;

import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.webhook.config.CredentialState;
import io.instagramoperator.webhook.config.Token;
import java.time.Instant;
import java.util.List;

/**
 * The secrets in force, read from their files at one moment. A file that is missing, empty or unreadable gives no secret,
 * and a state that says so.
 *
 * @param appSecrets the app secrets that could be read, in the order of the configuration
 * @param verifyTokens the tokens that the hand-shake accepts, the one to register first; none if none could be read
 * @param states one per file that the configuration names
 * @param readAt when the newest of them was read for the first time
 */
public record GatewayCredentials(
        List<AppSecret> appSecrets, List<Token> verifyTokens, List<CredentialState> states, Instant readAt) {

    /** Before there is a configuration. */
    public static final GatewayCredentials NONE =
            new GatewayCredentials(List.of(), List.of(), List.of(), Instant.EPOCH);
}
