package io.instagramoperator.operator.app.status;

import static io.instagramoperator.crds.app.ConditionReason.AWAITING_GATEWAY;
import static io.instagramoperator.crds.app.ConditionReason.CALLBACK_TAKEN;
import static io.instagramoperator.crds.app.ConditionReason.CALLBACK_UNREACHABLE;
import static io.instagramoperator.crds.app.ConditionReason.GRAPH_ERROR;
import static io.instagramoperator.crds.app.ConditionReason.REGISTRATION_MANUAL;
import static io.instagramoperator.crds.app.ConditionType.SUBSCRIBED;
import static java.util.Comparator.comparing;

import io.instagramoperator.crds.app.ConditionReason;
import io.instagramoperator.operator.app.report.GatewayReport;
import io.instagramoperator.operator.app.report.GatewayReport.Webhook;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.report.Problem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Has Meta the app's callback and the fields? The gateway knows; its word is checked against the vocabulary. */
final class CallbackChecks {

    private static final Set<ConditionReason> REASONS =
            Set.of(CALLBACK_UNREACHABLE, CALLBACK_TAKEN, GRAPH_ERROR, REGISTRATION_MANUAL);

    private CallbackChecks() {}

    static Verdict verdict(Situation situation) {
        if (situation.reports().isEmpty()) {
            return situation.unheard(SUBSCRIBED);
        }
        return webhook(situation).map(webhook -> verdict(situation, webhook)).orElseGet(CallbackChecks::notAsked);
    }

    /**
     * What is known of the callback: of several pods, each of which asks Meta by itself, the one that has seen a problem is right; but one signed
     * webhook proves a manual registration, whichever pod has it.
     */
    static Optional<Webhook> webhook(Situation situation) {
        List<GatewayReport> reports = situation.reports();
        List<GatewayReport> current = reports.stream()
                .filter(report -> report.applied(situation.configHash()))
                .toList();
        return (current.isEmpty() ? reports : current)
                .stream().map(GatewayReport::webhook).filter(Objects::nonNull).min(comparing(CallbackChecks::rank));
    }

    private static int rank(Webhook webhook) {
        if (webhook.problem() != null) {
            return reason(webhook.problem()) == REGISTRATION_MANUAL ? 2 : 0;
        }
        return webhook.registered() == null ? 3 : 1;
    }

    private static Verdict verdict(Situation situation, Webhook webhook) {
        if (webhook.problem() != null) {
            ConditionReason reason = reason(webhook.problem());
            return reason == REGISTRATION_MANUAL
                    ? Verdict.unknown(reason, webhook.problem().message())
                    : Verdict.isFalse(reason, webhook.problem().message());
        }
        if (webhook.registered() == null) {
            return notAsked();
        }
        String callback = situation.blueprint().callbackUrl();
        return webhook.registered()
                ? Verdict.isTrue(SUBSCRIBED, "Meta sends the app's webhooks to " + callback)
                : Verdict.isFalse(GRAPH_ERROR, "Callback " + callback + " is not registered at Meta yet");
    }

    private static ConditionReason reason(Problem problem) {
        return problem.reasonAmong(REASONS, GRAPH_ERROR);
    }

    private static Verdict notAsked() {
        return Verdict.unknown(AWAITING_GATEWAY, "The gateway has not asked Meta about the callback yet");
    }
}
