package io.instagramoperator.receiver.config;

import io.instagramoperator.instagram.signature.AppSecret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The secrets in force, read from their files at one moment. A file that is missing, empty or unreadable gives no secret,
 * and a state that says so.
 *
 * @param appSecrets the app secrets that could be read, in the order of the configuration
 * @param accessToken the Page token or Instagram user token
 * @param verifyTokens the tokens that the hand-shake accepts, the one to register first; none if none could be read
 * @param apiTokens the bearer tokens of the application API that could be read
 * @param sinks those of the subscriptions' endpoints, by the name of the subscription
 * @param states one per file that the configuration names
 */
public record Credentials(
        List<AppSecret> appSecrets,
        Optional<Token> accessToken,
        List<Token> verifyTokens,
        List<Token> apiTokens,
        Map<String, SinkCredentials> sinks,
        List<CredentialState> states) {

    /** Before there is a configuration. */
    public static final Credentials NONE =
            new Credentials(List.of(), Optional.empty(), List.of(), List.of(), Map.of(), List.of());

    /** The same with another access token. */
    public Credentials withAccessToken(Token other) {
        return new Credentials(appSecrets, Optional.of(other), verifyTokens, apiTokens, sinks, states);
    }
}
