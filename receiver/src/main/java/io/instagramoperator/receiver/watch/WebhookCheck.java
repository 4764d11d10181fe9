package io.instagramoperator.receiver.watch;

import io.instagramoperator.instagram.graph.AccountAccess;
import io.instagramoperator.instagram.graph.AppSubscription;
import io.instagramoperator.instagram.graph.GraphClient;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.instagram.graph.Login;
import io.instagramoperator.instagram.graph.SubscribedApp;
import io.instagramoperator.instagram.graph.SubscriptionFields;
import io.instagramoperator.receiver.config.Credentials;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.graph.GraphAccess;
import io.instagramoperator.webhook.config.Snapshot;
import io.instagramoperator.webhook.registration.Access;
import io.instagramoperator.webhook.registration.AppCheck;
import io.instagramoperator.webhook.registration.Seen;
import io.instagramoperator.webhook.registration.WantedCallback;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks at both subscriptions and subscribes what lacks. Blocks while Meta answers. */
final class WebhookCheck {

    private final GraphClient client;
    private final Snapshot<ReceiverConfig, Credentials> snapshot;
    private final ReceiverConfig config;
    private final Footprint footprint;

    WebhookCheck(
            GraphClient client,
            Snapshot<ReceiverConfig, Credentials> snapshot,
            ReceiverConfig config,
            Footprint footprint) {
        this.client = client;
        this.snapshot = snapshot;
        this.config = config;
        this.footprint = footprint;
    }

    /** The app's subscription as this account wants it; empty if the app is shared, and so somebody else's business. */
    static Optional<WantedCallback> wanted(ReceiverConfig config) {
        return config.app().shared()
                ? Optional.empty()
                : Optional.of(WantedCallback.of(config.app().id(), config.webhook(), Set.of(), "receiver"));
    }

    Seen<Optional<AppSubscription>> app(WantedCallback wanted) {
        return new AppCheck(
                        client,
                        GraphAccess.ofApp(snapshot),
                        wanted,
                        snapshot.credentials().verifyTokens(),
                        footprint::leave)
                .run();
    }

    /**
     * What was seen of the account's subscription.
     *
     * @param repaired whether it, or some fields of it, were off until they were switched on now: what Meta refuses, or takes and does
     *     not show, was never there
     */
    record Account(Seen<List<SubscribedApp>> seen, boolean repaired) {}

    Account account() {
        return switch (GraphAccess.ofAccount(snapshot)) {
            case Access.Lacking<AccountAccess>(String problem) -> new Account(new Seen.Lacking<>(problem), false);
            case Access.Given<AccountAccess>(AccountAccess account) -> account(account);
        };
    }

    private Account account(AccountAccess account) {
        GraphResult<List<SubscribedApp>> seen = client.accountSubscriptions(account);
        Set<String> wanted =
                SubscriptionFields.ofAccount(account.login(), config.webhook().fields());
        if (!(seen instanceof GraphResult.Ok<List<SubscribedApp>>(List<SubscribedApp> apps))
                || isSubscribed(account.login(), apps, wanted)
                || config.app().awaitGateway()) {
            return new Account(Seen.of(seen), false);
        }
        footprint.leave();
        GraphResult<Boolean> change = client.subscribeAccount(account, wanted);
        GraphResult<List<SubscribedApp>> after =
                change instanceof GraphResult.Ok<Boolean> ? client.accountSubscriptions(account) : seen;
        boolean wasOff = !WebhookAssessment.isSubscribed(config, apps);
        boolean isComplete = after instanceof GraphResult.Ok<List<SubscribedApp>>(List<SubscribedApp> now)
                && isSubscribed(account.login(), now, wanted);
        return new Account(new Seen.Asked<>(after, Optional.of(change)), wasOff || isComplete);
    }

    /** With Facebook Login any field of the Page will do. */
    private boolean isSubscribed(Login login, List<SubscribedApp> apps, Set<String> wanted) {
        return apps.stream()
                .filter(app -> app.appId().equals(config.app().id()))
                .anyMatch(app -> login == Login.FACEBOOK
                        || app.fields().isEmpty()
                        || app.fields().containsAll(wanted));
    }
}
