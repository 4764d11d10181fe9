package io.instagramoperator.simulator.state;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The apps and accounts there are. */
@Singleton
public class Directory {

    private final Map<String, App> apps = new ConcurrentHashMap<>();
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();

    /** Creates or replaces an app. */
    public void put(App app) {
        apps.put(app.id(), app);
    }

    /** Creates or replaces an account. */
    public void put(Account account) {
        accounts.put(account.instagramId(), account);
    }

    public Optional<App> app(String id) {
        return Optional.ofNullable(apps.get(id));
    }

    public Optional<Account> account(String instagramId) {
        return Optional.ofNullable(accounts.get(instagramId));
    }

    /** All accounts, by name. */
    public List<Account> accounts() {
        return accounts.values().stream()
                .sorted(Comparator.comparing(Account::username).thenComparing(Account::instagramId))
                .toList();
    }

    public Optional<App> appOfToken(String accessToken) {
        return apps.values().stream()
                .filter(app -> app.accessToken().equals(accessToken))
                .findAny();
    }

    public Optional<Account> accountOfToken(String accessToken) {
        return accounts.values().stream()
                .filter(account -> account.accessToken().equals(accessToken))
                .findAny();
    }
}
