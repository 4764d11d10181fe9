package io.instagramoperator.simulator.state;

import java.util.Optional;
import java.util.Set;

/**
 * An Instagram professional account that is connected to an app.
 *
 * @param instagramId the id in webhooks
 * @param pageId the linked Page, with Facebook Login only
 * @param appId the app that the token was made for
 * @param permissions what the token may do
 * @param dataAccessExpiresAt seconds since 1970; 0 is never
 * @param messageAccess whether the owner allows connected tools to use messages
 */
public record Account(
        String instagramId,
        String username,
        Login login,
        Optional<String> pageId,
        String appId,
        AccessToken token,
        Set<String> permissions,
        long dataAccessExpiresAt,
        boolean messageAccess) {

    /** What an account needs to receive and answer messages and comments. */
    public static Set<String> neededPermissions(Login login) {
        return switch (login) {
            case FACEBOOK ->
                Set.of(
                        "instagram_basic",
                        "instagram_manage_comments",
                        "instagram_manage_messages",
                        "pages_manage_metadata",
                        "pages_messaging",
                        "pages_read_engagement",
                        "pages_show_list");
            case INSTAGRAM ->
                Set.of(
                        "instagram_business_basic",
                        "instagram_business_manage_comments",
                        "instagram_business_manage_messages");
        };
    }

    /** The permission that sending messages takes. */
    public String messagingPermission() {
        return login == Login.FACEBOOK ? "instagram_manage_messages" : "instagram_business_manage_messages";
    }

    /** The permission that private replies to comments take. */
    public String commentsPermission() {
        return login == Login.FACEBOOK ? "instagram_manage_comments" : "instagram_business_manage_comments";
    }

    /** The same account as another app sees it. */
    public Account atApp(String otherAppId, AccessToken otherToken) {
        return new Account(
                instagramId,
                username,
                login,
                pageId,
                otherAppId,
                otherToken,
                permissions,
                dataAccessExpiresAt,
                messageAccess);
    }

    /** The same account with another token. */
    public Account withToken(AccessToken other) {
        return new Account(
                instagramId, username, login, pageId, appId, other, permissions, dataAccessExpiresAt, messageAccess);
    }

    /** Whether a Graph API path may name the account like this. */
    public boolean isNode(String node) {
        return node.equals("me")
                || node.equals(instagramId)
                || pageId.filter(node::equals).isPresent();
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
