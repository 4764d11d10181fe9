package io.instagramoperator.simulator.control;

import io.instagramoperator.simulator.state.AccessToken;
import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.Directory;
import jakarta.inject.Singleton;

/** Creates and replaces apps and accounts, if they fit together. */
@Singleton
class StateWriter {

    private final Directory directory;

    StateWriter(Directory directory) {
        this.directory = directory;
    }

    void put(AppSpec spec) {
        directory.put(spec.toApp());
    }

    void put(AccountSpec spec) {
        Account account = spec.toAccount();
        requireApp(account.appId());
        requireFree(account.token().value(), account);
        directory.put(account);
    }

    /** Connects an account to a further app. */
    void connect(Account account, String appId, String token) {
        if (appId.equals(account.appId())) {
            throw new InvalidInput("appId: %s is the account's own app; PATCH /control/accounts/%s changes its token"
                    .formatted(appId, account.instagramId()));
        }
        requireApp(appId);
        requireFree(token, account.atApp(appId, account.token()));
        directory.connect(account, appId, new AccessToken(token, AccessToken.LONG_AGO, 0, false));
    }

    private void requireApp(String appId) {
        if (directory.app(appId).isEmpty()) {
            throw new InvalidInput(
                    "appId: there is no app '%s'; create it first with PUT /control/apps/%s".formatted(appId, appId));
        }
    }

    private void requireFree(String token, Account account) {
        boolean taken = directory
                .accountOfToken(token)
                .filter(other -> !other.instagramId().equals(account.instagramId())
                        || !other.appId().equals(account.appId()))
                .isPresent();
        if (taken) {
            throw new InvalidInput(
                    "accessToken: another account has the same one, or this one at another app; each needs its own");
        }
    }
}
