package io.instagramoperator.simulator.control;

import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.Login;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account as it is written in orders and in the file.
 *
 * @param permissions those needed for messages if missing
 * @param tokenExpiresAt seconds since 1970; 0 or missing is never
 * @param dataAccessExpiresAt seconds since 1970; 0 or missing is never
 */
record AccountSpec(
        @Nullable String instagramId,
        @Nullable String username,
        @Nullable Login login,
        @Nullable String pageId,
        @Nullable String appId,
        @Nullable String accessToken,
        @Nullable Set<String> permissions,
        long tokenExpiresAt,
        long dataAccessExpiresAt) {

    AccountSpec withInstagramId(String id) {
        return new AccountSpec(
                id, username, login, pageId, appId, accessToken, permissions, tokenExpiresAt, dataAccessExpiresAt);
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
                Inputs.text("accessToken", accessToken),
                permissions == null ? Account.neededPermissions(login) : Set.copyOf(permissions),
                tokenExpiresAt,
                dataAccessExpiresAt);
    }

    @Override
    public String toString() {
        return "AccountSpec[instagramId=" + instagramId + "]";
    }
}
