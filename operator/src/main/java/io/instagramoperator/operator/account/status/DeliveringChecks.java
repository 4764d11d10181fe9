package io.instagramoperator.operator.account.status;

import static io.instagramoperator.crds.account.ConditionReason.AWAITING_RECEIVER;
import static io.instagramoperator.crds.account.ConditionReason.BACKLOG_GROWING;
import static io.instagramoperator.crds.account.ConditionReason.NO_SUBSCRIPTION;
import static io.instagramoperator.crds.account.ConditionReason.SUBSCRIPTION_FAILING;
import static io.instagramoperator.crds.account.ConditionType.DELIVERING;
import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.joining;

import io.instagramoperator.crds.subscription.EventSubscription;
import io.instagramoperator.operator.account.report.ReceiverReport;
import io.instagramoperator.operator.account.report.SubscriptionReport;
import io.instagramoperator.operator.condition.Kubectl;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.subscription.status.DeliveryChecks;
import java.util.List;

/** Do the subscriptions of the account progress? What their owners have suspended is left out: nobody waits for it. */
final class DeliveringChecks {

    private DeliveringChecks() {}

    static Verdict verdict(Situation situation) {
        List<EventSubscription> subscriptions = situation.blueprint().subscriptions();
        if (subscriptions.isEmpty()) {
            return Verdict.unknown(
                    NO_SUBSCRIPTION,
                    "No EventSubscription matches the account: its events are not pushed anywhere, applications can pull them");
        }
        return situation
                .report()
                .map(report -> verdict(situation, wanted(subscriptions), report))
                .orElseGet(() -> situation.unheard(DELIVERING));
    }

    private static List<EventSubscription> wanted(List<EventSubscription> subscriptions) {
        return subscriptions.stream()
                .filter(subscription -> DeliveryChecks.suspended(subscription).isEmpty())
                .toList();
    }

    private static Verdict verdict(Situation situation, List<EventSubscription> wanted, ReceiverReport report) {
        List<Objection> objections = objections(situation, wanted, report);
        List<Objection> failing =
                objections.stream().filter(not(Objection::isGrowing)).toList();
        if (!failing.isEmpty()) {
            return Verdict.isFalse(
                    SUBSCRIPTION_FAILING,
                    DeliveryChecks.events(failing.stream().anyMatch(Objection::mayTakeOthers))
                            + " cannot be delivered to " + named(subscriptions(failing)) + ". "
                            + seeWhy(subscriptions(failing)));
        }
        List<EventSubscription> unheard = wanted.stream()
                .filter(subscription -> report.subscription(name(subscription)).isEmpty())
                .toList();
        if (!unheard.isEmpty()) {
            return Verdict.unknown(AWAITING_RECEIVER, "The receiver has not reported on " + named(unheard) + " yet");
        }
        // None fails here, so all that object grow.
        List<EventSubscription> growing = subscriptions(objections);
        return growing.isEmpty()
                ? Verdict.isTrue(DELIVERING, "All subscriptions of the account progress")
                : Verdict.isFalse(
                        BACKLOG_GROWING, "Events wait for long in " + named(growing) + ". " + seeWhy(growing));
    }

    /** What keeps events from being delivered to a subscription. */
    private record Objection(EventSubscription subscription, SubscriptionReport about, Verdict verdict) {

        boolean isGrowing() {
            return verdict.hasReason(io.instagramoperator.crds.subscription.ConditionReason.BACKLOG_GROWING);
        }

        boolean mayTakeOthers() {
            return DeliveryChecks.mayTakeOthers(verdict.reason(), about);
        }
    }

    private static List<Objection> objections(
            Situation situation, List<EventSubscription> wanted, ReceiverReport report) {
        String account = situation.account().getMetadata().getName();
        return wanted.stream()
                .flatMap(subscription -> report.subscription(name(subscription)).stream()
                        .flatMap(about -> DeliveryChecks.objection(subscription, account, report, about).stream()
                                .map(verdict -> new Objection(subscription, about, verdict))))
                .toList();
    }

    private static List<EventSubscription> subscriptions(List<Objection> objections) {
        return objections.stream().map(Objection::subscription).toList();
    }

    private static String named(List<EventSubscription> subscriptions) {
        return subscriptions.stream()
                .map(DeliveringChecks::name)
                .collect(joining(", ", subscriptions.size() == 1 ? "EventSubscription " : "EventSubscriptions ", ""));
    }

    private static String seeWhy(List<EventSubscription> subscriptions) {
        EventSubscription first = subscriptions.getFirst();
        return "See why: " + Kubectl.describe(first.getMetadata().getNamespace(), "eventsubscription", name(first));
    }

    private static String name(EventSubscription subscription) {
        return subscription.getMetadata().getName();
    }
}
