package io.instagramoperator.webhook.registration;

import io.instagramoperator.instagram.graph.AppAccess;
import io.instagramoperator.instagram.graph.AppSubscription;
import io.instagramoperator.instagram.graph.GraphClient;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.instagram.graph.Secret;
import io.instagramoperator.webhook.config.Token;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at the app's subscription and subscribes what lacks. Blocks while Meta answers.
 *
 * @param app in whose name
 * @param verifyTokens those that our endpoint accepts, the one to register first
 * @param beforeSubscribing called before Meta is asked to change something: a call whose answer is lost may have done it
 */
public record AppCheck(
        GraphClient client,
        Access<AppAccess> app,
        WantedCallback wanted,
        List<Token> verifyTokens,
        Runnable beforeSubscribing) {

    /** One look. */
    public Seen<Optional<AppSubscription>> run() {
        if (wanted.isManual()) {
            return new Seen.NotAsked<>();
        }
        return switch (app) {
            case Access.Lacking<AppAccess>(String problem) -> new Seen.Lacking<>(problem);
            case Access.Given<AppAccess>(AppAccess access) -> run(access);
        };
    }

    private Seen<Optional<AppSubscription>> run(AppAccess access) {
        GraphResult<Optional<AppSubscription>> seen = client.appSubscription(access);
        if (!(seen instanceof GraphResult.Ok<Optional<AppSubscription>>(Optional<AppSubscription> subscription))
                || !(AppPlan.of(subscription, wanted) instanceof AppPlan.Subscribe(Set<String> fields))) {
            return Seen.of(seen);
        }
        if (verifyTokens.isEmpty()) {
            return new Seen.Lacking<>(
                    "verifyTokenFile gives no verify token; write one into the file, or leave the field out");
        }
        beforeSubscribing.run();
        Secret verifyToken = new Secret(verifyTokens.getFirst().value());
        GraphResult<Boolean> change = client.subscribeApp(access, wanted.url().orElseThrow(), verifyToken, fields);
        boolean done = change instanceof GraphResult.Ok<Boolean>;
        return new Seen.Asked<>(done ? client.appSubscription(access) : seen, Optional.of(change));
    }
}
