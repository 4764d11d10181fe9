package io.instagramoperator.receiver.watch;

import io.instagramoperator.instagram.graph.AccountAccess;
import io.instagramoperator.instagram.graph.GraphClient;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.instagram.graph.SubscribedApp;
import io.instagramoperator.receiver.config.Credentials;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.config.ReceiverConfig.DeletionPolicy;
import io.instagramoperator.receiver.graph.GraphAccess;
import io.instagramoperator.webhook.config.Snapshot;
import io.instagramoperator.webhook.registration.Access;
import io.instagramoperator.webhook.registration.AppFarewell;
import io.instagramoperator.webhook.registration.Problem;
import io.instagramoperator.webhook.registration.Problem.Reason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Takes the account off Meta: its own subscription, and the app's if that is ours and leads to us. Blocks while Meta answers. */
final class Farewell {

    private final GraphClient client;
    private final Snapshot<ReceiverConfig, Credentials> snapshot;
    private final ReceiverConfig config;
    private final boolean footprint;

    /**
     * Of one moment.
     *
     * @param footprint whether anything was ever subscribed; if not, what cannot be looked at is taken for not there
     */
    Farewell(
            GraphClient client,
            Snapshot<ReceiverConfig, Credentials> snapshot,
            ReceiverConfig config,
            boolean footprint) {
        this.client = client;
        this.snapshot = snapshot;
        this.config = config;
        this.footprint = footprint;
    }

    /**
     * Tries once.
     *
     * @param waitingReplies how many replies are accepted and not yet sent
     * @param backlog how many events subscriptions still have to get; empty if that is not known yet
     * @return why it is not done yet; empty when it is
     */
    Optional<Problem> run(int waitingReplies, OptionalLong backlog) {
        if (config.deletionPolicy() == DeletionPolicy.ORPHAN) {
            return Optional.empty();
        }
        // Both are tried, so that one that fails does not keep the other.
        Optional<Problem> account = account();
        Optional<Problem> app = WebhookCheck.wanted(config)
                .flatMap(wanted -> new AppFarewell(client, GraphAccess.ofApp(snapshot), wanted, footprint).run());
        return account.or(() -> app).or(() -> replies(waitingReplies)).or(() -> events(backlog));
    }

    private Optional<Problem> account() {
        String what = "account " + config.account().instagramId() + " cannot be unsubscribed: ";
        return switch (GraphAccess.ofAccount(snapshot)) {
            case Access.Lacking<AccountAccess>(String problem) -> unseen(what + problem);
            case Access.Given<AccountAccess>(AccountAccess account) ->
                switch (client.accountSubscriptions(account)) {
                    case GraphResult.Ok<List<SubscribedApp>>(var apps) ->
                        WebhookAssessment.isSubscribed(config, apps)
                                ? gone(what, client.unsubscribeAccount(account))
                                : Optional.empty();
                    case GraphResult<List<SubscribedApp>> failed -> unseen(what + failed.describe());
                };
        };
    }

    private Optional<Problem> replies(int waiting) {
        return waiting > 0 && config.deletionPolicy() == DeletionPolicy.DRAIN
                ? Optional.of(new Problem(
                        Reason.GRAPH_ERROR,
                        waiting + " accepted replies are not sent yet; with deletionPolicy Delete they are dropped"))
                : Optional.empty();
    }

    private Optional<Problem> events(OptionalLong waiting) {
        if (config.deletionPolicy() != DeletionPolicy.DRAIN || waiting.equals(OptionalLong.of(0))) {
            return Optional.empty();
        }
        String many = waiting.isPresent() ? waiting.getAsLong() + " events" : "events";
        return Optional.of(new Problem(
                Reason.GRAPH_ERROR,
                many + " are not delivered to subscriptions yet; with deletionPolicy Delete they are dropped"));
    }

    private static Optional<Problem> gone(String what, GraphResult<Boolean> result) {
        return result instanceof GraphResult.Ok<Boolean>
                ? Optional.empty()
                : AppFarewell.obstacle(what + result.describe());
    }

    private Optional<Problem> unseen(String why) {
        return footprint ? AppFarewell.obstacle(why) : Optional.empty();
    }
}
