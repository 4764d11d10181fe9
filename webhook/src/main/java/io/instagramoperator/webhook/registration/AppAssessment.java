package io.instagramoperator.webhook.registration;

import io.instagramoperator.instagram.graph.AppSubscription;
import io.instagramoperator.instagram.graph.GraphError;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.webhook.registration.Problem.Reason;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Judges the app's subscription by what was seen. Pure: the same facts give the same answers. */
public final class AppAssessment {

    private static final int CALLBACK_VERIFICATION_FAILED = 2200;
    private static final int APP_TOKEN_NOT_ACCEPTED = 190;

    private AppAssessment() {}

    /** Whether Meta sends the app's webhooks to us, with all fields; empty if that is not known now. */
    public static Optional<Boolean> registered(AppFacts facts) {
        WantedCallback wanted = facts.wanted();
        if (wanted.isManual()) {
            return Optional.of(facts.delivered());
        }
        return facts.seen().answer().map(seen -> seen.filter(wanted::isOurs)
                .filter(AppSubscription::active)
                .filter(s -> s.fields().containsAll(wanted.fields()))
                .isPresent());
    }

    /** The same as far as it was seen: that nothing has come yet of a registration by hand tells nothing. */
    public static Optional<Boolean> seenRegistered(AppFacts facts) {
        return registered(facts)
                .filter(_ -> facts.delivered() || !facts.wanted().isManual());
    }

    /** What Meta has for the app, as far as the app's webhooks come to us; empty if that is not known now. */
    public static Optional<SortedSet<String>> fields(AppFacts facts) {
        return facts.seen().answer().map(seen -> seen.filter(facts.wanted()::isOurs)
                .map(s -> new TreeSet<>(s.fields()))
                .orElseGet(TreeSet::new));
    }

    /** What a person must do, or should know; empty if all is well. */
    public static Optional<Problem> problem(AppFacts facts) {
        WantedCallback wanted = facts.wanted();
        String unchecked = "the subscription of app " + wanted.appId() + " cannot be checked: ";
        return switch (facts.seen()) {
            case Seen.NotAsked<Optional<AppSubscription>> _ -> manualProblem(facts);
            case Seen.Lacking<Optional<AppSubscription>>(String problem) ->
                problem(Reason.GRAPH_ERROR, unchecked + problem);
            case Seen.Asked<Optional<AppSubscription>>(
                    GraphResult.Ok<Optional<AppSubscription>>(var seen),
                    var change) ->
                change.flatMap(result -> failedSubscribe(wanted, result))
                        .or(() -> seen.filter(wanted::isForeign).flatMap(s -> taken(wanted, s)))
                        .or(() -> registered(facts).filter(r -> !r).flatMap(_ -> incomplete(wanted)));
            case Seen.Asked<Optional<AppSubscription>>(
                    GraphResult.Refused<Optional<AppSubscription>>(var error),
                    var change)
            when error.code() == APP_TOKEN_NOT_ACCEPTED ->
                problem(
                        Reason.GRAPH_ERROR,
                        unchecked + error.describe()
                                + "; app.id and the first of app.secretFiles must belong to the same app");
            case Seen.Asked<Optional<AppSubscription>>(var result, var change) ->
                problem(Reason.GRAPH_ERROR, unchecked + result.describe());
        };
    }

    private static Optional<Problem> manualProblem(AppFacts facts) {
        if (facts.delivered()) {
            return Optional.empty();
        }
        WantedCallback wanted = facts.wanted();
        String url = wanted.url()
                .map(u -> "enter " + u + " and the verify token")
                .orElse("set webhook.callbackUrl, or enter the public address of this " + wanted.process()
                        + " and the verify token");
        return problem(
                Reason.REGISTRATION_MANUAL,
                "no signed delivery has arrived yet; " + url
                        + " as webhook of object instagram in the dashboard of app " + wanted.appId());
    }

    private static Optional<Problem> failedSubscribe(WantedCallback wanted, GraphResult<Boolean> result) {
        String what =
                "subscribing app " + wanted.appId() + " to " + wanted.url().orElse("");
        return switch (result) {
            case GraphResult.Ok<Boolean> _ -> Optional.empty();
            case GraphResult.Refused<Boolean>(GraphError error)
            when error.code() == CALLBACK_VERIFICATION_FAILED ->
                problem(
                        Reason.CALLBACK_UNREACHABLE,
                        what + " failed because Meta did not get the answer it wants from there: " + error.describe()
                                + "; webhook.callbackUrl must lead to this " + wanted.process()
                                + " from the internet, with a public certificate");
            default -> problem(Reason.GRAPH_ERROR, what + " failed: " + result.describe());
        };
    }

    private static Optional<Problem> taken(WantedCallback wanted, AppSubscription foreign) {
        // Without its query, which may hold somebody's key.
        String where = foreign.callbackUrl().replaceAll("[?#].*", "");
        return problem(
                Reason.CALLBACK_TAKEN,
                "app " + wanted.appId() + " sends its webhooks to " + where
                        + ", and an app has one callback only; use another app, or set"
                        + " webhook.takeOver (annotation instagram-operator.io/take-over: \"true\") to replace it");
    }

    private static Optional<Problem> incomplete(WantedCallback wanted) {
        return problem(
                Reason.GRAPH_ERROR,
                "Meta took the subscription of app " + wanted.appId()
                        + " but does not show all of webhook.fields in it");
    }

    private static Optional<Problem> problem(Reason reason, String message) {
        return Optional.of(new Problem(reason, message));
    }
}
