package io.instagramoperator.receiver.config;

import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.webhook.config.CredentialState;
import io.instagramoperator.webhook.config.Token;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The secrets in force, read from their files at one moment. A file that is missing, empty or unreadable gives no secret,
 * and a state that says so.
 *
 * @param appSecrets the app secrets that could be read, in the order of the configuration
 * @param deliveryKeys what deliveries may be signed with: the app secrets, or with a shared app the keys that the gateway and
 *     this account make of them, and the same of the retired app. None if no secret of the app could be read: then no
 *     delivery can be judged
 * @param accessToken the Page token or Instagram user token
 * @param verifyTokens the tokens that the hand-shake accepts, the one to register first; none if none could be read, or the app is shared
 * @param apiTokens the bearer tokens of the application API that could be read
 * @param sinks those of the subscriptions' endpoints, by the name of the subscription
 * @param states one per file that the configuration names
 * @param readAt when the newest of them was read for the first time
 */
public record Credentials(
        List<AppSecret> appSecrets,
        List<AppSecret> deliveryKeys,
        Optional<Token> accessToken,
        List<Token> verifyTokens,
        List<Token> apiTokens,
        Map<String, SinkCredentials> sinks,
        List<CredentialState> states,
        Instant readAt) {

    /** Before there is a configuration. */
    public static final Credentials NONE = new Credentials(
            List.of(), List.of(), Optional.empty(), List.of(), List.of(), Map.of(), List.of(), Instant.EPOCH);

    /** The same with another access token. */
    public Credentials withAccessToken(Token other) {
        return new Credentials(
                appSecrets, deliveryKeys, Optional.of(other), verifyTokens, apiTokens, sinks, states, readAt);
    }
}
