package io.instagramoperator.operator.account.status;

import static io.instagramoperator.crds.account.ConditionReason.ACCOUNT_NOT_SUBSCRIBED;
import static io.instagramoperator.crds.account.ConditionReason.AWAITING_RECEIVER;
import static io.instagramoperator.crds.account.ConditionReason.CALLBACK_TAKEN;
import static io.instagramoperator.crds.account.ConditionReason.CALLBACK_UNREACHABLE;
import static io.instagramoperator.crds.account.ConditionReason.GATEWAY_PENDING;
import static io.instagramoperator.crds.account.ConditionReason.GRAPH_ERROR;
import static io.instagramoperator.crds.account.ConditionReason.MESSAGE_ACCESS_OFF;
import static io.instagramoperator.crds.account.ConditionReason.REGISTRATION_MANUAL;
import static io.instagramoperator.crds.account.ConditionType.SUBSCRIBED;

import io.instagramoperator.crds.account.AppInUse;
import io.instagramoperator.crds.account.ConditionReason;
import io.instagramoperator.operator.account.report.ReceiverReport;
import io.instagramoperator.operator.account.report.ReceiverReport.Gap;
import io.instagramoperator.operator.account.report.ReceiverReport.Webhook;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.report.Problem;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Has Meta our callback and fields, and is the account subscribed? The receiver knows; its word is checked against the vocabulary. */
final class SubscriptionChecks {

    private static final Set<ConditionReason> REASONS = Set.of(
            CALLBACK_UNREACHABLE,
            CALLBACK_TAKEN,
            ACCOUNT_NOT_SUBSCRIBED,
            GATEWAY_PENDING,
            MESSAGE_ACCESS_OFF,
            GRAPH_ERROR,
            REGISTRATION_MANUAL);

    private SubscriptionChecks() {}

    static Verdict verdict(Situation situation) {
        return situation
                .apps()
                .inUse()
                .filter(AppInUse::shared)
                .map(app -> new SharedSubscription(situation, app).verdict(ofSharing(situation)))
                .orElseGet(() -> situation
                        .report()
                        .map(report -> withOwnApp(situation, report.webhook()))
                        .orElseGet(() -> situation.unheard(SUBSCRIBED)));
    }

    private static Verdict withOwnApp(Situation situation, @Nullable Webhook webhook) {
        if (webhook == null) {
            return notAsked();
        }
        if (webhook.problem() != null) {
            return ofProblem(webhook.problem());
        }
        if (webhook.registered() == null) {
            return notAsked();
        }
        return webhook.registered()
                ? ofAccount(situation, webhook)
                : Verdict.isFalse(
                        GRAPH_ERROR, "Callback " + situation.callbackUrl() + " is not registered at Meta yet");
    }

    /** The account's half. What was said last about both halves together says nothing certain of this one, unless it was good. */
    private static Verdict ofSharing(Situation situation) {
        return situation
                .report()
                .map(ReceiverReport::webhook)
                .map(webhook -> webhook.isHeard() ? ofAccount(situation, webhook) : notAsked())
                .or(() -> situation
                        .lastVerdict(SUBSCRIBED)
                        .filter(last -> last.isTrue() && situation.elder().isEmpty()))
                .orElseGet(SubscriptionChecks::notAsked);
    }

    private static Verdict ofAccount(Situation situation, Webhook webhook) {
        if (webhook.problem() != null) {
            return ofProblem(webhook.problem());
        }
        if (Boolean.FALSE.equals(webhook.accountSubscribed())) {
            return Verdict.isFalse(ACCOUNT_NOT_SUBSCRIBED, "The account is not subscribed to the Meta app yet");
        }
        return Verdict.isTrue(
                SUBSCRIBED, "Meta sends this account's webhooks to " + situation.callbackUrl() + lost(webhook.gap()));
    }

    /** What was not sent; nothing while it is being read back, or if nothing was lost. */
    private static String lost(@Nullable Gap gap) {
        if (gap == null || gap.to() == null) {
            return "";
        }
        String when = "; between " + gap.from() + " and " + gap.to() + " they may have been lost: ";
        return switch (gap.state()) {
            case "Waiting" -> when + "conversations cannot be read back now, which is tried again";
            case "Done" -> gap.recovered() == 0 && gap.incomplete() == 0 ? "" : when + found(gap);
            case "Partial" -> when + found(gap) + ", and the rest was left";
            default -> "";
        };
    }

    private static String found(Gap gap) {
        String found = gap.recovered() + " messages were brought back";
        return gap.incomplete() == 0 ? found : found + ", and " + gap.incomplete() + " conversations may lack more";
    }

    private static Verdict ofProblem(Problem problem) {
        ConditionReason reason = problem.reasonAmong(REASONS, GRAPH_ERROR);
        return reason == REGISTRATION_MANUAL
                ? Verdict.unknown(reason, problem.message())
                : Verdict.isFalse(reason, problem.message());
    }

    private static Verdict notAsked() {
        return Verdict.unknown(AWAITING_RECEIVER, "The receiver has not asked Meta about the subscription yet");
    }
}
