package io.instagramoperator.simulator.state;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An Instagram professional account that is connected to an app.
 *
 * @param instagramId the id in webhooks
 * @param pageId the linked Page, with Facebook Login only
 * @param appId the app that the token was made for
 * @param permissions what the token may do
 * @param tokenExpiresAt seconds since 1970; 0 is never
 * @param dataAccessExpiresAt seconds since 1970; 0 is never
 */
public record Account(
        String instagramId,
        String username,
        Login login,
        Optional<String> pageId,
        String appId,
        String accessToken,
        Set<String> permissions,
        long tokenExpiresAt,
        long dataAccessExpiresAt) {

    /** What an account needs to receive and answer messages. */
    public static Set<String> neededPermissions(Login login) {
        return switch (login) {
            case FACEBOOK ->
                Set.of(
                        "instagram_basic",
                        "instagram_manage_messages",
                        "pages_manage_metadata",
                        "pages_messaging",
                        "pages_read_engagement",
                        "pages_show_list");
            case INSTAGRAM -> Set.of("instagram_business_basic", "instagram_business_manage_messages");
        };
    }

    /** The permission that sending messages takes. */
    public String messagingPermission() {
        return login == Login.FACEBOOK ? "instagram_manage_messages" : "instagram_business_manage_messages";
    }

    /** Whether a Graph API path may name the account like this. */
    public boolean isNode(String node) {
        return node.equals("me")
                || node.equals(instagramId)
                || pageId.filter(node::equals).isPresent();
    }

    /** Whether the token has run out. */
    public boolean isTokenExpired(Instant now) {
        return tokenExpiresAt != 0 && tokenExpiresAt <= now.getEpochSecond();
    }

    /**
     * The id that {@code GET /me} gives with Instagram Login: another one than in webhooks, as at Meta, so that code
     * which mixes them up fails here, too.
     */
    public String appScopedId() {
        return "9" + instagramId;
    }

    @Override
    public String toString() {
        return "Account[instagramId=" + instagramId + ", login=" + login + ", appId=" + appId + "]";
    }
}
