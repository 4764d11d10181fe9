package io.instagramoperator.simulator.control;

import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.App;
import io.instagramoperator.simulator.state.Directory;
import jakarta.inject.Singleton;
import java.util.Optional;

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
        Optional<App> app = directory.app(account.appId());
        if (app.isEmpty()) {
            throw new InvalidInput("appId: there is no app '%s'; create it first with PUT /control/apps/%s"
                    .formatted(account.appId(), account.appId()));
        }
        boolean taken = directory
                .accountOfToken(account.token().value())
                .filter(other -> !other.instagramId().equals(account.instagramId()))
                .isPresent();
        if (taken) {
            throw new InvalidInput("accessToken: another account has the same one; each needs its own");
        }
        directory.put(account);
    }
}
