package io.instagramoperator.simulator.state;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The apps and accounts there are, and the tokens by which they are known. */
@Singleton
public class Directory {

    private record OldToken(String instagramId, AccessToken token) {}

    private final Map<String, App> apps = new ConcurrentHashMap<>();
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();

    /** Tokens that were renewed since: they live on until they expire. */
    private final Map<String, OldToken> oldTokens = new ConcurrentHashMap<>();

    /** Creates or replaces an app. */
    public void put(App app) {
        apps.put(app.id(), app);
    }

    /** Creates or replaces an account, which ends its tokens of before. */
    public void put(Account account) {
        oldTokens
                .entrySet()
                .removeIf(old -> old.getValue().instagramId().equals(account.instagramId())
                        || old.getKey().equals(account.token().value()));
        accounts.put(account.instagramId(), account);
    }

    /** Gives an account another token beside those it has. */
    public void renew(Account account, AccessToken token) {
        accounts.computeIfPresent(account.instagramId(), (_, current) -> {
            oldTokens.put(current.token().value(), new OldToken(current.instagramId(), current.token()));
            return current.withToken(token);
        });
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

    /** The account that a token belongs to, with this token as its own. */
    public Optional<Account> accountOfToken(String accessToken) {
        Optional<Account> current = accounts.values().stream()
                .filter(account -> account.token().value().equals(accessToken))
                .findAny();
        return current.or(() -> Optional.ofNullable(oldTokens.get(accessToken))
                .flatMap(old -> account(old.instagramId()).map(account -> account.withToken(old.token()))));
    }
}
