package io.instagramoperator.receiver.watch;

import io.instagramoperator.instagram.graph.AppSubscription;
import io.instagramoperator.instagram.graph.GraphError;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.instagram.graph.SubscribedApp;
import io.instagramoperator.instagram.graph.SubscriptionFields;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.config.ReceiverConfig.Registration;
import io.instagramoperator.receiver.gap.Look;
import io.instagramoperator.receiver.watch.Problem.Reason;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Judges the webhook by what was seen. Pure: the same facts give the same report. */
final class WebhookAssessment {

    private static final int CALLBACK_VERIFICATION_FAILED = 2200;
    private static final int APP_TOKEN_NOT_ACCEPTED = 190;

    private WebhookAssessment() {}

    /**
     * What is so now.
     *
     * @param last the report before; what Meta does not answer now is kept from it
     */
    static WebhookReport assess(WebhookFacts facts, WebhookReport last, Instant now) {
        Optional<Boolean> registered = registered(facts).or(last::registered);
        Optional<Boolean> accountSubscribed = facts.account().answer().map(apps -> isSubscribed(facts.config(), apps));
        boolean complete = registered(facts).isPresent() && accountSubscribed.isPresent();
        return new WebhookReport(
                registered,
                callbackUrl(facts.config()),
                facts.app()
                        .answer()
                        .map(seen -> ourFields(facts.config(), seen))
                        .orElse(last.fields()),
                accountSubscribed.or(last::accountSubscribed),
                problem(facts),
                complete ? Optional.of(now) : last.checkedAt());
    }

    /** What this round tells about webhooks that may be lost. What had to be changed was not right until now. */
    static Look look(WebhookFacts facts) {
        Optional<Boolean> registered = registered(facts).filter(_ -> facts.delivered() || !isManual(facts.config()));
        Optional<Boolean> accountSubscribed = facts.account().answer().map(apps -> isSubscribed(facts.config(), apps));
        boolean missing = registered.equals(Optional.of(false))
                || accountSubscribed.equals(Optional.of(false))
                || facts.messageAccessOff();
        return new Look(
                missing || facts.app().wasChanged() || facts.account().wasChanged(),
                !missing && registered.isPresent() && accountSubscribed.isPresent());
    }

    /** What is so after everything was unsubscribed. A registration by hand is left to who made it. */
    static WebhookReport gone(ReceiverConfig config, WebhookReport last, Instant now) {
        return new WebhookReport(
                isManual(config) ? last.registered() : Optional.of(false),
                callbackUrl(config),
                new TreeSet<>(),
                Optional.of(false),
                Optional.empty(),
                Optional.of(now));
    }

    static Optional<String> callbackUrl(ReceiverConfig config) {
        return config.webhook().callbackUrl().map(URI::toString);
    }

    static boolean isSubscribed(ReceiverConfig config, List<SubscribedApp> apps) {
        return apps.stream().anyMatch(app -> app.appId().equals(config.app().id()));
    }

    static boolean isOurs(ReceiverConfig config, AppSubscription subscription) {
        return callbackUrl(config).equals(Optional.of(subscription.callbackUrl()));
    }

    /** Whether somebody registers by hand: told to, or there is no address that could be registered. */
    static boolean isManual(ReceiverConfig config) {
        return config.webhook().registration() == Registration.MANUAL
                || config.webhook().callbackUrl().isEmpty();
    }

    private static Optional<Boolean> registered(WebhookFacts facts) {
        if (isManual(facts.config())) {
            return Optional.of(facts.delivered());
        }
        Set<String> wanted = SubscriptionFields.ofApp(facts.config().webhook().fields());
        return facts.app().answer().map(seen -> seen.filter(s -> isOurs(facts.config(), s))
                .filter(AppSubscription::active)
                .filter(s -> s.fields().containsAll(wanted))
                .isPresent());
    }

    private static SortedSet<String> ourFields(ReceiverConfig config, Optional<AppSubscription> seen) {
        return seen.filter(s -> isOurs(config, s))
                .map(s -> new TreeSet<>(s.fields()))
                .orElseGet(TreeSet::new);
    }

    private static Optional<Problem> problem(WebhookFacts facts) {
        return appProblem(facts).or(() -> accountProblem(facts)).or(() -> messageAccessProblem(facts));
    }

    private static Optional<Problem> appProblem(WebhookFacts facts) {
        ReceiverConfig config = facts.config();
        String app = "app " + config.app().id();
        return switch (facts.app()) {
            case Seen.NotAsked<Optional<AppSubscription>> _ -> manualProblem(facts);
            case Seen.Lacking<Optional<AppSubscription>>(String problem) ->
                problem(Reason.GRAPH_ERROR, "the subscription of " + app + " cannot be checked: " + problem);
            case Seen.Asked<Optional<AppSubscription>>(
                    GraphResult.Ok<Optional<AppSubscription>>(var seen),
                    var change) ->
                change.flatMap(result -> failedSubscribe(config, result))
                        .or(() -> seen.filter(s -> !isOurs(config, s)).flatMap(s -> taken(config, s)))
                        .or(() -> registered(facts).filter(r -> !r).flatMap(r -> incomplete(app)));
            case Seen.Asked<Optional<AppSubscription>>(
                    GraphResult.Refused<Optional<AppSubscription>>(var error),
                    var change)
            when error.code() == APP_TOKEN_NOT_ACCEPTED ->
                problem(
                        Reason.GRAPH_ERROR,
                        "the subscription of " + app + " cannot be checked: " + error.describe()
                                + "; app.id and the first of app.secretFiles must belong to the same app");
            case Seen.Asked<Optional<AppSubscription>>(var result, var change) ->
                problem(Reason.GRAPH_ERROR, "the subscription of " + app + " cannot be checked: " + result.describe());
        };
    }

    private static Optional<Problem> manualProblem(WebhookFacts facts) {
        if (facts.delivered()) {
            return Optional.empty();
        }
        String url = callbackUrl(facts.config())
                .map(u -> "enter " + u + " and the verify token")
                .orElse("set webhook.callbackUrl, or enter the public address of this receiver and the verify token");
        return problem(
                Reason.REGISTRATION_MANUAL,
                "no signed delivery has arrived yet; " + url
                        + " as webhook of object instagram in the dashboard of app "
                        + facts.config().app().id());
    }

    private static Optional<Problem> failedSubscribe(ReceiverConfig config, GraphResult<Boolean> result) {
        String what = "subscribing app " + config.app().id() + " to "
                + callbackUrl(config).orElse("");
        return switch (result) {
            case GraphResult.Ok<Boolean> _ -> Optional.empty();
            case GraphResult.Refused<Boolean>(GraphError error)
            when error.code() == CALLBACK_VERIFICATION_FAILED ->
                problem(
                        Reason.CALLBACK_UNREACHABLE,
                        what + " failed because Meta did not get the answer it wants from there: " + error.describe()
                                + "; webhook.callbackUrl must lead to this receiver from the internet, with a public certificate");
            default -> problem(Reason.GRAPH_ERROR, what + " failed: " + result.describe());
        };
    }

    private static Optional<Problem> taken(ReceiverConfig config, AppSubscription foreign) {
        // Without its query, which may hold somebody's key.
        String where = foreign.callbackUrl().replaceAll("[?#].*", "");
        return problem(
                Reason.CALLBACK_TAKEN,
                "app " + config.app().id() + " sends its webhooks to " + where
                        + ", and an app has one callback only; use another app, or set"
                        + " webhook.takeOver (annotation instagram-operator.io/take-over: \"true\") to replace it");
    }

    private static Optional<Problem> incomplete(String app) {
        return problem(
                Reason.GRAPH_ERROR,
                "Meta took the subscription of " + app + " but does not show all of webhook.fields in it");
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
                if (isSubscribed(config, apps)) {
                    yield Optional.empty();
                }
                String why = change.filter(r -> !(r instanceof GraphResult.Ok<Boolean>))
                        .map(GraphResult::describe)
                        .orElse("Meta does not show them as switched on");
                boolean refused = change.filter(r -> r instanceof GraphResult.Refused<Boolean>)
                        .isPresent();
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
