package io.instagramoperator.receiver.watch;

import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.instagram.graph.SubscribedApp;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.gap.Look;
import io.instagramoperator.webhook.registration.AppAssessment;
import io.instagramoperator.webhook.registration.AppFacts;
import io.instagramoperator.webhook.registration.Problem;
import io.instagramoperator.webhook.registration.Problem.Reason;
import io.instagramoperator.webhook.registration.Seen;
import io.instagramoperator.webhook.registration.WantedCallback;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Judges the webhook by what was seen. Pure: the same facts give the same report. */
final class WebhookAssessment {

    private WebhookAssessment() {}

    /**
     * What is so now.
     *
     * @param last the report before; what Meta does not answer now is kept from it
     */
    static WebhookReport assess(WebhookFacts facts, WebhookReport last, Instant now) {
        Optional<AppFacts> app = facts.app();
        Optional<Boolean> registered = app.flatMap(AppAssessment::registered);
        Optional<Boolean> accountSubscribed = accountSubscribed(facts);
        boolean complete = (app.isEmpty() || registered.isPresent()) && accountSubscribed.isPresent();
        return new WebhookReport(
                app.isEmpty(),
                app.flatMap(_ -> registered.or(last::registered)),
                app.flatMap(a -> a.wanted().url()),
                app.map(a -> AppAssessment.fields(a).orElse(last.fields())).orElseGet(TreeSet::new),
                accountSubscribed.or(last::accountSubscribed),
                problem(facts),
                complete ? Optional.of(now) : last.checkedAt());
    }

    /** What this round tells about webhooks that may be lost. What had to be changed was not right until now. */
    static Look look(WebhookFacts facts) {
        Optional<Boolean> registered = facts.app().flatMap(AppAssessment::seenRegistered);
        Optional<Boolean> accountSubscribed = accountSubscribed(facts);
        boolean missing = registered.equals(Optional.of(false))
                || accountSubscribed.equals(Optional.of(false))
                || facts.messageAccessOff();
        return new Look(
                missing || facts.app().filter(app -> app.seen().wasChanged()).isPresent() || facts.repaired(),
                !missing && (facts.app().isEmpty() || registered.isPresent()) && accountSubscribed.isPresent());
    }

    /** What is so after everything was unsubscribed. A registration by hand is left to who made it. */
    static WebhookReport gone(Optional<WantedCallback> app, WebhookReport last, Instant now) {
        return new WebhookReport(
                app.isEmpty(),
                app.flatMap(wanted -> wanted.isManual() ? last.registered() : Optional.of(false)),
                app.flatMap(WantedCallback::url),
                new TreeSet<>(),
                Optional.of(false),
                Optional.empty(),
                Optional.of(now));
    }

    static boolean isSubscribed(ReceiverConfig config, List<SubscribedApp> apps) {
        return apps.stream().anyMatch(app -> app.appId().equals(config.app().id()));
    }

    private static Optional<Boolean> accountSubscribed(WebhookFacts facts) {
        return facts.account().answer().map(apps -> isSubscribed(facts.config(), apps));
    }

    private static Optional<Problem> problem(WebhookFacts facts) {
        return facts.app()
                .flatMap(AppAssessment::problem)
                .or(() -> accountProblem(facts))
                .or(() -> messageAccessProblem(facts));
    }

    private static Optional<Problem> accountProblem(WebhookFacts facts) {
        ReceiverConfig config = facts.config();
        String what = "the webhooks of account " + config.account().instagramId() + " for app "
                + config.app().id();
        return switch (facts.account()) {
            case Seen.NotAsked<List<SubscribedApp>> _ -> Optional.empty();
            case Seen.Lacking<List<SubscribedApp>>(String problem) ->
                problem(Reason.GRAPH_ERROR, what + " cannot be checked: " + problem);
            case Seen.Asked<List<SubscribedApp>>(GraphResult.Ok<List<SubscribedApp>>(var apps), var change) -> {
                boolean refused = change.filter(r -> r instanceof GraphResult.Refused<Boolean>)
                        .isPresent();
                if (isSubscribed(config, apps)) {
                    yield refused
                            ? problem(
                                    Reason.ACCOUNT_NOT_SUBSCRIBED,
                                    what + " are on, but not for all of webhook.fields: "
                                            + change.orElseThrow().describe()
                                            + "; the token in accessTokenFile needs the permissions for them, or take them out")
                            : Optional.empty();
                }
                if (config.app().awaitGateway()) {
                    yield problem(
                            Reason.GATEWAY_PENDING,
                            what + " are off as long as app.awaitGateway is true: the gateway would drop them");
                }
                String why = change.filter(r -> !(r instanceof GraphResult.Ok<Boolean>))
                        .map(GraphResult::describe)
                        .orElse("Meta does not show them as switched on");
                String remedy =
                        refused ? "; the token in accessTokenFile needs the permissions to manage this account" : "";
                yield problem(Reason.ACCOUNT_NOT_SUBSCRIBED, what + " are off: " + why + remedy);
            }
            case Seen.Asked<List<SubscribedApp>>(var result, var change) ->
                problem(Reason.GRAPH_ERROR, what + " cannot be checked: " + result.describe());
        };
    }

    private static Optional<Problem> messageAccessProblem(WebhookFacts facts) {
        return facts.messageAccessOff()
                ? problem(
                        Reason.MESSAGE_ACCESS_OFF,
                        "the owner of account " + facts.config().account().instagramId()
                                + " has switched off access to messages; in the Instagram app: Settings, Messages, Connected tools, Allow access to messages")
                : Optional.empty();
    }

    private static Optional<Problem> problem(Reason reason, String message) {
        return Optional.of(new Problem(reason, message));
    }
}
