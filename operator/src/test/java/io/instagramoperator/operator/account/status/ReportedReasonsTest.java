package io.instagramoperator.operator.account.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.crds.account.ConditionReason;
import io.instagramoperator.crds.account.ConditionType;
import io.instagramoperator.operator.account.report.Reports;
import io.instagramoperator.operator.condition.Verdict;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each reason of Subscribed and TokenValid, from the receiver's report to what Ready says. */
class ReportedReasonsTest {

    static Set<ConditionReason> ofSubscribed() {
        return EnumSet.range(ConditionReason.REGISTRATION_MANUAL, ConditionReason.GRAPH_ERROR);
    }

    static Set<ConditionReason> ofTokenValid() {
        return EnumSet.range(ConditionReason.TOKEN_EXPIRED, ConditionReason.UNVERIFIED);
    }

    @ParameterizedTest
    @MethodSource
    void ofSubscribed(ConditionReason reason) {
        assertShown(
                ConditionType.SUBSCRIBED,
                reason,
                report -> report.webhookProblem(false, reason.reason(), "in the receiver's words"));
    }

    @ParameterizedTest
    @MethodSource
    void ofTokenValid(ConditionReason reason) {
        assertShown(
                ConditionType.TOKEN_VALID,
                reason,
                report -> report.tokenProblem(true, reason.reason(), "in the receiver's words"));
    }

    private static void assertShown(ConditionType type, ConditionReason reason, UnaryOperator<Reports> change) {
        // When
        Map<ConditionType, Verdict> verdicts =
                Verdicts.of(Situations.ready().reporting(change).build());

        // Then
        boolean stillTrue = reason == ConditionReason.TOKEN_EXPIRING_SOON;
        assertThat(verdicts.get(type))
                .extracting(Verdict::reason, Verdict::message)
                .containsExactly(reason.reason(), "in the receiver's words");
        assertThat(verdicts.get(ConditionType.READY))
                .extracting(Verdict::reason)
                .isEqualTo(stillTrue ? "Ready" : reason.reason());
    }
}
