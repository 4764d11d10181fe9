package io.instagramoperator.simulator.state;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Both layers of subscriptions. An account's webhooks are sent only while its app and the account itself have one. */
@Singleton
public class Subscriptions {

    private record AtApp(String appId, String instagramId) {

        static AtApp of(Account account) {
            return new AtApp(account.appId(), account.instagramId());
        }
    }

    private final Map<String, AppSubscription> ofApps = new ConcurrentHashMap<>();
    private final Map<AtApp, List<String>> ofAccounts = new ConcurrentHashMap<>();

    public Optional<AppSubscription> ofApp(String appId) {
        return Optional.ofNullable(ofApps.get(appId));
    }

    /** Replaces callback and fields. Meta does not say whether it merges the fields; this one does not. */
    public void subscribeApp(String appId, AppSubscription subscription) {
        ofApps.put(appId, subscription);
    }

    public void unsubscribeApp(String appId) {
        ofApps.remove(appId);
    }

    /** The fields of the account's subscription to its app; empty if it has none. */
    public Optional<List<String>> ofAccount(Account account) {
        return Optional.ofNullable(ofAccounts.get(AtApp.of(account)));
    }

    public void subscribeAccount(Account account, List<String> fields) {
        ofAccounts.put(AtApp.of(account), fields);
    }

    public void unsubscribeAccount(Account account) {
        ofAccounts.remove(AtApp.of(account));
    }

    /** Forgets the subscriptions of all accounts, as Meta does after an hour of failed deliveries. */
    public void unsubscribeAllAccounts() {
        ofAccounts.clear();
    }
}
