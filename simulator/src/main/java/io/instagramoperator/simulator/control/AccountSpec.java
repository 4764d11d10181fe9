package io.instagramoperator.simulator.control;

import io.instagramoperator.simulator.state.AccessToken;
import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.Login;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account as it is written in orders and in the file. All but the first six may be missing.
 *
 * @param permissions those needed for messages and comments if missing
 * @param tokenIssuedAt seconds since 1970; long ago if missing
 * @param tokenExpiresAt seconds since 1970; 0 or missing is never
 * @param tokenRevoked as after a new password
 * @param dataAccessExpiresAt seconds since 1970; 0 or missing is never
 * @param messageAccess whether the owner allows connected tools to use messages; true if missing
 */
record AccountSpec(
        @Nullable String instagramId,
        @Nullable String username,
        @Nullable Login login,
        @Nullable String pageId,
        @Nullable String appId,
        @Nullable String accessToken,
        @Nullable Set<String> permissions,
        @Nullable Long tokenIssuedAt,
        @Nullable Long tokenExpiresAt,
        @Nullable Boolean tokenRevoked,
        @Nullable Long dataAccessExpiresAt,
        @Nullable Boolean messageAccess) {

    AccountSpec withInstagramId(String id) {
        return new AccountSpec(
                id,
                username,
                login,
                pageId,
                appId,
                accessToken,
                permissions,
                tokenIssuedAt,
                tokenExpiresAt,
                tokenRevoked,
                dataAccessExpiresAt,
                messageAccess);
    }

    /** This one, with what it does not say as in the account that is there. */
    AccountSpec over(Account account) {
        return new AccountSpec(
                account.instagramId(),
                or(username, account.username()),
                or(login, account.login()),
                pageId == null ? account.pageId().orElse(null) : pageId,
                or(appId, account.appId()),
                or(accessToken, account.token().value()),
                or(permissions, account.permissions()),
                or(tokenIssuedAt, account.token().issuedAt()),
                or(tokenExpiresAt, account.token().expiresAt()),
                or(tokenRevoked, account.token().revoked()),
                or(dataAccessExpiresAt, account.dataAccessExpiresAt()),
                or(messageAccess, account.messageAccess()));
    }

    Account toAccount() {
        if (login == null) {
            throw new InvalidInput("login: missing; it must be Facebook or Instagram");
        }
        if (login == Login.INSTAGRAM && pageId != null) {
            throw new InvalidInput(
                    "pageId: '" + pageId + "' is set, but there is no Page with login Instagram; leave it out");
        }
        return new Account(
                Inputs.id("instagramId", instagramId),
                Inputs.text("username", username),
                login,
                login == Login.FACEBOOK ? Optional.of(Inputs.id("pageId", pageId)) : Optional.empty(),
                Inputs.id("appId", appId),
                token(),
                permissions == null ? Account.neededPermissions(login) : Set.copyOf(permissions),
                or(dataAccessExpiresAt, 0L),
                or(messageAccess, true));
    }

    private AccessToken token() {
        return new AccessToken(
                Inputs.text("accessToken", accessToken),
                or(tokenIssuedAt, AccessToken.LONG_AGO),
                or(tokenExpiresAt, 0L),
                or(tokenRevoked, false));
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    @Override
    public String toString() {
        return "AccountSpec[instagramId=" + instagramId + "]";
    }
}
