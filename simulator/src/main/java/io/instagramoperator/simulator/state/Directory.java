package io.instagramoperator.simulator.state;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** The apps and accounts there are, and the tokens by which they are known. */
@Singleton
public class Directory {

    private record OldToken(String instagramId, String appId, AccessToken token) {}

    private final Map<String, App> apps = new ConcurrentHashMap<>();
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();

    /** The tokens of accounts at further apps than their own, by account and app. */
    private final Map<String, Map<String, AccessToken>> furtherApps = new ConcurrentHashMap<>();

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
                .removeIf(old -> isOf(account, old.getValue())
                        || old.getKey().equals(account.token().value()));
        furtherTokens(account.instagramId()).remove(account.appId());
        accounts.put(account.instagramId(), account);
    }

    private static boolean isOf(Account account, OldToken old) {
        return old.instagramId().equals(account.instagramId()) && old.appId().equals(account.appId());
    }

    /** Connects an account to an app, too, or gives it another token there. */
    public void connect(Account account, String appId, AccessToken token) {
        furtherTokens(account.instagramId()).put(appId, token);
    }

    private Map<String, AccessToken> furtherTokens(String instagramId) {
        return furtherApps.computeIfAbsent(instagramId, _ -> new ConcurrentSkipListMap<>());
    }

    /** Gives an account another token beside those it has. */
    public void renew(Account account, AccessToken token) {
        at(account.instagramId(), account.appId()).ifPresent(current -> {
            oldTokens.put(
                    current.token().value(), new OldToken(current.instagramId(), current.appId(), current.token()));
            Account renewed = current.withToken(token);
            if (accounts.replace(renewed.instagramId(), current, renewed)) {
                return;
            }
            furtherTokens(renewed.instagramId()).replace(renewed.appId(), token);
        });
    }

    public Optional<App> app(String id) {
        return Optional.ofNullable(apps.get(id));
    }

    public Optional<Account> account(String instagramId) {
        return Optional.ofNullable(accounts.get(instagramId));
    }

    /** The account as each of its apps sees it: its own first, then the others by id. */
    public List<Account> atItsApps(String instagramId) {
        return account(instagramId).stream()
                .flatMap(account -> Stream.concat(
                        Stream.of(account),
                        furtherTokens(instagramId).entrySet().stream()
                                .map(further -> account.atApp(further.getKey(), further.getValue()))))
                .toList();
    }

    /** The account as one of its apps sees it. */
    public Optional<Account> at(String instagramId, String appId) {
        return atItsApps(instagramId).stream()
                .filter(account -> account.appId().equals(appId))
                .findAny();
    }

    /** All accounts that are connected to an app, as it sees them, by name. */
    public List<Account> accountsOf(String appId) {
        return accounts().stream()
                .flatMap(account -> at(account.instagramId(), appId).stream())
                .toList();
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

    /** The account that a token belongs to, as the app sees it that the token was made for. */
    public Optional<Account> accountOfToken(String accessToken) {
        Optional<Account> current = accounts.keySet().stream()
                .flatMap(instagramId -> atItsApps(instagramId).stream())
                .filter(account -> account.token().value().equals(accessToken))
                .findAny();
        return current.or(() -> Optional.ofNullable(oldTokens.get(accessToken))
                .flatMap(old -> at(old.instagramId(), old.appId()).map(account -> account.withToken(old.token()))));
    }
}
