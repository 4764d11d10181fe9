package io.instagramoperator.operator.account.status;

import io.instagramoperator.crds.account.ConditionReason;
import io.instagramoperator.operator.account.report.ReceiverReport.Problem;
import java.util.Set;

/** The reason that a receiver gives, if it is one that the condition may have. */
final class ReportedReason {

    private ReportedReason() {}

    static ConditionReason of(Problem problem, Set<ConditionReason> allowed, ConditionReason otherwise) {
        return allowed.stream()
                .filter(reason -> reason.reason().equals(problem.reason()))
                .findFirst()
                .orElse(otherwise);
    }
}
