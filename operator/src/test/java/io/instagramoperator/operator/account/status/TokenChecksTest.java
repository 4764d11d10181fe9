package io.instagramoperator.operator.account.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.instagramoperator.operator.account.report.ReceiverReport.Token;
import io.instagramoperator.operator.account.report.Reports;
import io.instagramoperator.operator.condition.Verdict;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokenChecksTest {

    static Stream<Arguments> reports() {
        return Stream.of(
                arguments(change(report -> report), "True", "TokenValid", "key access-token of Secret acme-meta"),
                arguments(change(report -> report.token(null)), "Unknown", "Unverified", "has not asked Meta"),
                arguments(change(report -> report.token(facts(null))), "Unknown", "Unverified", "has not asked Meta"),
                arguments(change(report -> report.token(facts(false))), "False", "TokenRevoked", "spec.accessTokenRef"),
                arguments(problem(false, "TokenExpired"), "False", "TokenExpired", "in the receiver's words"),
                arguments(problem(true, "TokenExpiringSoon"), "True", "TokenExpiringSoon", "in the receiver's words"),
                arguments(problem(false, "TokenExpiringSoon"), "False", "TokenExpiringSoon", "in the receiver's words"),
                arguments(problem(false, "TokenRevoked"), "False", "TokenRevoked", "in the receiver's words"),
                arguments(problem(true, "PermissionMissing"), "False", "PermissionMissing", "in the receiver's words"),
                arguments(problem(true, "WrongAccount"), "False", "WrongAccount", "in the receiver's words"),
                arguments(problem(true, "Unverified"), "Unknown", "Unverified", "in the receiver's words"),
                arguments(problem(true, "SomethingNewer"), "Unknown", "Unverified", "in the receiver's words"));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void verdict(UnaryOperator<Reports> change, String status, String reason, String part) {
        // Given
        Situation situation = Situations.ready().reporting(change).build();

        // When
        Verdict verdict = TokenChecks.verdict(situation);

        // Then
        assertThat(verdict.status().value()).isEqualTo(status);
        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.message()).contains(part);
    }

    private static UnaryOperator<Reports> problem(@Nullable Boolean valid, String reason) {
        return report -> report.tokenProblem(valid, reason, "in the receiver's words");
    }

    private static UnaryOperator<Reports> change(UnaryOperator<Reports> change) {
        return change;
    }

    private static Token facts(@Nullable Boolean valid) {
        return new Token(valid, null, null, null, List.of(), null);
    }
}
