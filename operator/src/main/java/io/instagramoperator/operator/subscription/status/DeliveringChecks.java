package io.instagramoperator.operator.subscription.status;

import static io.instagramoperator.crds.subscription.ConditionReason.NOT_ACCEPTED;
import static io.instagramoperator.crds.subscription.ConditionReason.RECEIVER_NOT_READY;
import static io.instagramoperator.crds.subscription.ConditionType.DELIVERING;

import io.fabric8.kubernetes.api.model.Condition;
import io.instagramoperator.crds.account.ConditionType;
import io.instagramoperator.operator.account.report.ReceiverReport;
import io.instagramoperator.operator.account.report.SubscriptionReport;
import io.instagramoperator.operator.condition.Kubectl;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.subscription.desired.SinkUrl;
import java.util.List;
import java.util.Optional;

/** Do the receivers of all accounts deliver? */
final class DeliveringChecks {

    /** The receiver follows a changed configuration within seconds: no reason to say that nothing is known. */
    private static final String FOLLOWING =
            io.instagramoperator.crds.account.ConditionReason.CONFIG_NOT_APPLIED.reason();

    private DeliveringChecks() {}

    static Verdict verdict(Situation situation, Verdict accepted) {
        if (!accepted.isTrue()) {
            return Verdict.unknown(NOT_ACCEPTED, "No receiver is told of the subscription, see condition Accepted");
        }
        return DeliveryChecks.suspended(situation.subscription()).orElseGet(() -> ofReceivers(situation));
    }

    /** The first account in trouble; else the first whose receiver cannot tell. */
    private static Verdict ofReceivers(Situation situation) {
        List<Verdict> objections = situation.accounts().stream()
                .flatMap(account -> objection(situation, account).stream())
                // The last verdict of one that is not heard now may be that all is well.
                .filter(verdict -> !verdict.isTrue())
                .toList();
        return objections.stream()
                .filter(objection -> objection.status() == Verdict.Status.FALSE)
                .findFirst()
                .or(() -> objections.stream().findFirst())
                .orElseGet(() -> Verdict.isTrue(
                        DELIVERING,
                        "Events are delivered to " + SinkUrl.withoutQuery(situation.subscription())
                                + " as they arrive"));
    }

    private static Optional<Verdict> objection(Situation situation, MatchedAccount account) {
        Optional<ReceiverReport> report = account.report();
        Optional<SubscriptionReport> about = account.about(situation.name());
        return report.isPresent() && about.isPresent()
                ? DeliveryChecks.objection(situation.subscription(), account.name(), report.get(), about.get())
                : Optional.of(unheard(situation, account));
    }

    /** The last verdict on this very spec, while the receiver is only about to follow another change of its configuration. */
    private static Verdict unheard(Situation situation, MatchedAccount account) {
        Optional<Condition> receiverReady = receiverReady(account);
        if (receiverReady
                .filter(ready ->
                        !ready.getStatus().equals("True") && !ready.getReason().equals(FOLLOWING))
                .isPresent()) {
            return notReady(
                    situation, account, " is not ready (" + receiverReady.get().getReason() + ")");
        }
        return situation
                .last(DELIVERING)
                .map(Verdict::of)
                .filter(last -> !last.hasReason(NOT_ACCEPTED))
                .orElseGet(() -> notReady(situation, account, " has not reported on the subscription yet"));
    }

    private static Verdict notReady(Situation situation, MatchedAccount account, String why) {
        return Verdict.unknown(
                RECEIVER_NOT_READY,
                "The receiver of InstagramAccount " + account.name() + why + ". If this stays, see its condition "
                        + ConditionType.RECEIVER_READY.type() + ": "
                        + Kubectl.describe(situation.namespace(), "instagramaccount", account.name()));
    }

    private static Optional<Condition> receiverReady(MatchedAccount account) {
        return Optional.ofNullable(account.account().getStatus()).stream()
                .flatMap(status -> status.conditions().stream())
                .filter(condition -> ConditionType.RECEIVER_READY.type().equals(condition.getType()))
                .findFirst();
    }
}
