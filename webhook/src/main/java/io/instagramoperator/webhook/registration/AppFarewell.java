package io.instagramoperator.webhook.registration;

import io.instagramoperator.instagram.graph.AppAccess;
import io.instagramoperator.instagram.graph.AppSubscription;
import io.instagramoperator.instagram.graph.GraphClient;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.webhook.registration.Problem.Reason;
import java.util.Optional;

/**
 * Takes the app's subscription off Meta if it leads to us. Blocks while Meta answers.
 *
 * @param app in whose name
 * @param footprint whether anything was ever subscribed; if not, what cannot be looked at is taken for not there
 */
public record AppFarewell(GraphClient client, Access<AppAccess> app, WantedCallback wanted, boolean footprint) {

    /** Tries once; gives why it is not done yet. A registration by hand is left to who made it. */
    public Optional<Problem> run() {
        if (wanted.isManual()) {
            return Optional.empty();
        }
        String what = "app " + wanted.appId() + " cannot be unsubscribed: ";
        return switch (app) {
            case Access.Lacking<AppAccess>(String problem) -> unseen(what + problem);
            case Access.Given<AppAccess>(AppAccess access) ->
                switch (client.appSubscription(access)) {
                    case GraphResult.Ok<Optional<AppSubscription>>(var subscription) ->
                        subscription.filter(wanted::isOurs).isPresent()
                                ? gone(what, client.unsubscribeApp(access))
                                : Optional.empty();
                    case GraphResult<Optional<AppSubscription>> failed -> unseen(what + failed.describe());
                };
        };
    }

    private static Optional<Problem> gone(String what, GraphResult<Boolean> result) {
        return result instanceof GraphResult.Ok<Boolean> ? Optional.empty() : obstacle(what + result.describe());
    }

    private Optional<Problem> unseen(String why) {
        return footprint ? obstacle(why) : Optional.empty();
    }

    /** That something cannot be taken off Meta, with what can be done. */
    public static Optional<Problem> obstacle(String why) {
        return Optional.of(
                new Problem(
                        Reason.GRAPH_ERROR,
                        why
                                + "; it is tried again all the time, and deletionPolicy Orphan leaves the subscription at Meta as it is"));
    }
}
