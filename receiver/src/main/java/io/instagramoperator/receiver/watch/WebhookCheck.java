package io.instagramoperator.receiver.watch;

import io.instagramoperator.instagram.graph.AccountAccess;
import io.instagramoperator.instagram.graph.AppAccess;
import io.instagramoperator.instagram.graph.AppSubscription;
import io.instagramoperator.instagram.graph.GraphClient;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.instagram.graph.Login;
import io.instagramoperator.instagram.graph.Secret;
import io.instagramoperator.instagram.graph.SubscribedApp;
import io.instagramoperator.instagram.graph.SubscriptionFields;
import io.instagramoperator.receiver.config.Configuration.Snapshot;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.config.Token;
import io.instagramoperator.receiver.graph.Access;
import io.instagramoperator.receiver.graph.GraphAccess;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks at both subscriptions and subscribes what lacks. Blocks while Meta answers. */
final class WebhookCheck {

    private final GraphClient client;
    private final Snapshot snapshot;
    private final ReceiverConfig config;
    private final Footprint footprint;

    WebhookCheck(GraphClient client, Snapshot snapshot, ReceiverConfig config, Footprint footprint) {
        this.client = client;
        this.snapshot = snapshot;
        this.config = config;
        this.footprint = footprint;
    }

    Seen<Optional<AppSubscription>> app() {
        if (WebhookAssessment.isManual(config)) {
            return new Seen.NotAsked<>();
        }
        return switch (GraphAccess.ofApp(snapshot)) {
            case Access.Lacking<AppAccess>(String problem) -> new Seen.Lacking<>(problem);
            case Access.Given<AppAccess>(AppAccess app) -> app(app);
        };
    }

    private Seen<Optional<AppSubscription>> app(AppAccess app) {
        GraphResult<Optional<AppSubscription>> seen = client.appSubscription(app);
        if (!(seen instanceof GraphResult.Ok<Optional<AppSubscription>>(Optional<AppSubscription> subscription))) {
            return Seen.of(seen);
        }
        String callbackUrl = WebhookAssessment.callbackUrl(config).orElseThrow();
        Set<String> wanted = SubscriptionFields.ofApp(config.webhook().fields());
        AppPlan plan =
                AppPlan.of(subscription, callbackUrl, wanted, config.webhook().takeOver());
        if (!(plan instanceof AppPlan.Subscribe(Set<String> fields))) {
            return Seen.of(seen);
        }
        List<Token> verifyTokens = snapshot.credentials().verifyTokens();
        if (verifyTokens.isEmpty()) {
            return new Seen.Lacking<>(
                    "verifyTokenFile gives no verify token; write one into the file, or leave the field out");
        }
        footprint.leave();
        Secret verifyToken = new Secret(verifyTokens.getFirst().value());
        GraphResult<Boolean> change = client.subscribeApp(app, callbackUrl, verifyToken, fields);
        boolean done = change instanceof GraphResult.Ok<Boolean>;
        return new Seen.Asked<>(done ? client.appSubscription(app) : seen, Optional.of(change));
    }

    Seen<List<SubscribedApp>> account() {
        return switch (GraphAccess.ofAccount(snapshot)) {
            case Access.Lacking<AccountAccess>(String problem) -> new Seen.Lacking<>(problem);
            case Access.Given<AccountAccess>(AccountAccess account) -> account(account);
        };
    }

    private Seen<List<SubscribedApp>> account(AccountAccess account) {
        GraphResult<List<SubscribedApp>> seen = client.accountSubscriptions(account);
        Set<String> wanted =
                SubscriptionFields.ofAccount(account.login(), config.webhook().fields());
        if (!(seen instanceof GraphResult.Ok<List<SubscribedApp>>(List<SubscribedApp> apps))
                || isSubscribed(account.login(), apps, wanted)) {
            return Seen.of(seen);
        }
        footprint.leave();
        GraphResult<Boolean> change = client.subscribeAccount(account, wanted);
        boolean done = change instanceof GraphResult.Ok<Boolean>;
        return new Seen.Asked<>(done ? client.accountSubscriptions(account) : seen, Optional.of(change));
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
