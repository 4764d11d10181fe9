package io.instagramoperator.operator.subscription.status;

import static io.instagramoperator.crds.subscription.ConditionReason.ADDRESS_REFUSED;
import static io.instagramoperator.crds.subscription.ConditionReason.BACKLOG_GROWING;
import static io.instagramoperator.crds.subscription.ConditionReason.ENDPOINT_FAILING;
import static io.instagramoperator.crds.subscription.ConditionReason.GONE;
import static io.instagramoperator.crds.subscription.ConditionReason.SECRET_INVALID;
import static io.instagramoperator.crds.subscription.ConditionReason.SUBSCRIPTION_SUSPENDED;

import io.instagramoperator.crds.subscription.ConditionReason;
import io.instagramoperator.crds.subscription.EventSubscription;
import io.instagramoperator.operator.account.report.ReceiverReport;
import io.instagramoperator.operator.account.report.SubscriptionReport;
import io.instagramoperator.operator.account.report.SubscriptionReport.LastError;
import io.instagramoperator.operator.condition.Clause;
import io.instagramoperator.operator.condition.Kubectl;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.subscription.desired.SinkUrl;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Does one account's receiver deliver the events of a subscription? */
public final class DeliveryChecks {

    /** An endpoint that keeps up takes an event at once; this leaves it time to restart. */
    static final Duration LONG = Duration.ofMinutes(5);

    private static final String PRIVATE =
            ". A Service of the same namespace goes by spec.sink.http.service; other private networks need an administrator's permission, chart value receiver.allowPrivateSinks";

    private DeliveryChecks() {}

    /** Whether the owner wants nothing to be delivered; then nothing else matters. */
    public static Optional<Verdict> suspended(EventSubscription subscription) {
        return subscription.getSpec().suspended()
                ? Optional.of(Verdict.isFalse(
                        SUBSCRIPTION_SUSPENDED,
                        "spec.suspended is true: nothing is sent, and events become dead letters when they are older than spec.delivery.maxAge ("
                                + subscription.getSpec().delivery().maxAge() + "). To resume: "
                                + Kubectl.resume(subscription)))
                : Optional.empty();
    }

    /** The objection, if something keeps this account's events from being delivered. */
    public static Optional<Verdict> objection(
            EventSubscription subscription, String account, ReceiverReport report, SubscriptionReport about) {
        return Stream.<Supplier<Optional<Verdict>>>of(
                        () -> suspended(subscription),
                        () -> SecretChecks.objection(subscription, report),
                        () -> gone(subscription, account, about),
                        () -> failing(subscription, account, about),
                        () -> growing(subscription, account, about))
                .flatMap(check -> check.get().stream())
                .findFirst();
    }

    /** The receiver suspends by itself only what wants no more events. */
    private static Optional<Verdict> gone(EventSubscription subscription, String account, SubscriptionReport about) {
        return about.suspended()
                ? Optional.of(
                        Verdict.isFalse(
                                GONE,
                                SinkUrl.withoutQuery(subscription)
                                        + " answered 410 Gone, it wants no more events of InstagramAccount "
                                        + account
                                        + ". Delete the subscription; or, when the endpoint is there again, change spec.sink.http, or set spec.suspended to true and back to false"))
                : Optional.empty();
    }

    private static Optional<Verdict> failing(EventSubscription subscription, String account, SubscriptionReport about) {
        LastError error = about.lastError();
        if (error == null) {
            return about.broken()
                    ? Optional.of(
                            failing(subscription, account, about, ENDPOINT_FAILING, "too many requests have failed"))
                    : Optional.empty();
        }
        return Optional.of(failing(subscription, account, about, reason(error), Clause.of(error.message())));
    }

    /** Those that cannot be delivered, in words that are true whether the endpoint takes any other or none. */
    public static String events(boolean othersMayBeTaken) {
        return othersMayBeTaken ? "Some or all events" : "Events";
    }

    /** Whether the endpoint may take others than the events that failed: requests go out as they come. No report says whether it takes any. */
    public static boolean mayTakeOthers(String reason, SubscriptionReport about) {
        return reason.equals(ENDPOINT_FAILING.reason()) && !about.broken();
    }

    private static Verdict failing(
            EventSubscription subscription,
            String account,
            SubscriptionReport about,
            ConditionReason reason,
            String why) {
        return Verdict.isFalse(
                reason,
                events(mayTakeOthers(reason.reason(), about)) + " of InstagramAccount " + account
                        + " cannot be delivered to "
                        + SinkUrl.withoutQuery(subscription) + ": " + why
                        + (reason == ADDRESS_REFUSED ? PRIVATE : "")
                        + ". They are tried again until they are older than spec.delivery.maxAge ("
                        + subscription.getSpec().delivery().maxAge() + ")");
    }

    private static ConditionReason reason(LastError error) {
        return switch (error.kind()) {
            case "Address" -> ADDRESS_REFUSED;
            case "Credential" -> SECRET_INVALID;
            case "Gone" -> GONE;
            default -> ENDPOINT_FAILING;
        };
    }

    private static Optional<Verdict> growing(EventSubscription subscription, String account, SubscriptionReport about) {
        return about.oldestSeconds() == null || about.oldestSeconds() < LONG.toSeconds()
                ? Optional.empty()
                : Optional.of(Verdict.isFalse(
                        BACKLOG_GROWING,
                        "Events of InstagramAccount " + account + " have waited for over " + LONG.toMinutes()
                                + " minutes, although " + SinkUrl.withoutQuery(subscription)
                                + " takes them. Make the endpoint faster, or raise spec.delivery.maxInFlight ("
                                + subscription.getSpec().delivery().maxInFlight() + ") or spec.delivery.perSecond ("
                                + subscription.getSpec().delivery().perSecond() + ")"));
    }
}
