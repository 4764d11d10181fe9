package io.instagramoperator.operator.account.status;

import static io.instagramoperator.crds.account.ConditionReason.AWAITING_RECEIVER;
import static io.instagramoperator.crds.account.ConditionReason.BACKLOG_GROWING;
import static io.instagramoperator.crds.account.ConditionReason.NO_SUBSCRIPTION;
import static io.instagramoperator.crds.account.ConditionReason.SUBSCRIPTION_FAILING;
import static io.instagramoperator.crds.account.ConditionType.DELIVERING;
import static java.util.stream.Collectors.joining;

import io.instagramoperator.crds.subscription.EventSubscription;
import io.instagramoperator.operator.account.report.ReceiverReport;
import io.instagramoperator.operator.condition.Kubectl;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.subscription.status.DeliveryChecks;
import java.util.List;
import java.util.function.Predicate;

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
        List<EventSubscription> failing = objectedTo(situation, wanted, report, objection -> !growing(objection));
        if (!failing.isEmpty()) {
            return Verdict.isFalse(
                    SUBSCRIPTION_FAILING, "Events cannot be delivered to " + named(failing) + ". " + seeWhy(failing));
        }
        List<EventSubscription> unheard = wanted.stream()
                .filter(subscription -> report.subscription(name(subscription)).isEmpty())
                .toList();
        if (!unheard.isEmpty()) {
            return Verdict.unknown(AWAITING_RECEIVER, "The receiver has not reported on " + named(unheard) + " yet");
        }
        List<EventSubscription> growing = objectedTo(situation, wanted, report, DeliveringChecks::growing);
        return growing.isEmpty()
                ? Verdict.isTrue(DELIVERING, "All subscriptions of the account progress")
                : Verdict.isFalse(
                        BACKLOG_GROWING, "Events wait for long in " + named(growing) + ". " + seeWhy(growing));
    }

    private static List<EventSubscription> objectedTo(
            Situation situation, List<EventSubscription> wanted, ReceiverReport report, Predicate<Verdict> kind) {
        String account = situation.account().getMetadata().getName();
        return wanted.stream()
                .filter(subscription -> report.subscription(name(subscription))
                        .flatMap(about -> DeliveryChecks.objection(subscription, account, report, about))
                        .filter(kind)
                        .isPresent())
                .toList();
    }

    private static boolean growing(Verdict objection) {
        return objection.hasReason(io.instagramoperator.crds.subscription.ConditionReason.BACKLOG_GROWING);
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
