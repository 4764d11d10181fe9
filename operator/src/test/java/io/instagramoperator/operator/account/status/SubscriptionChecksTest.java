package io.instagramoperator.operator.account.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.instagramoperator.operator.account.report.ReceiverReport.Gap;
import io.instagramoperator.operator.account.report.ReceiverReport.Webhook;
import io.instagramoperator.operator.account.report.Reports;
import io.instagramoperator.operator.condition.Verdict;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SubscriptionChecksTest {

    static Stream<Arguments> reports() {
        return Stream.of(
                arguments(
                        change(report -> report),
                        "True",
                        "Subscribed",
                        "http://acme-receiver.social.svc:8080/webhooks/social/acme"),
                arguments(change(report -> report.webhook(null)), "Unknown", "AwaitingReceiver", "has not asked Meta"),
                arguments(
                        change(report -> report.webhook(facts(null, null))),
                        "Unknown",
                        "AwaitingReceiver",
                        "has not asked Meta"),
                arguments(
                        change(report -> report.webhook(facts(false, null))), "False", "GraphError", "not registered"),
                arguments(
                        change(report -> report.webhook(facts(true, false))),
                        "False",
                        "AccountNotSubscribed",
                        "not subscribed"),
                arguments(problem(false, "CallbackTaken"), "False", "CallbackTaken", "in the receiver's words"),
                arguments(
                        problem(false, "CallbackUnreachable"),
                        "False",
                        "CallbackUnreachable",
                        "in the receiver's words"),
                arguments(
                        problem(true, "AccountNotSubscribed"),
                        "False",
                        "AccountNotSubscribed",
                        "in the receiver's words"),
                arguments(problem(true, "MessageAccessOff"), "False", "MessageAccessOff", "in the receiver's words"),
                arguments(problem(true, "GraphError"), "False", "GraphError", "in the receiver's words"),
                arguments(
                        problem(null, "RegistrationManual"),
                        "Unknown",
                        "RegistrationManual",
                        "in the receiver's words"),
                arguments(problem(false, "SomethingNewer"), "False", "GraphError", "in the receiver's words"),
                arguments(problem(false, "TokenExpired"), "False", "GraphError", "in the receiver's words"));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void verdict(UnaryOperator<Reports> change, String status, String reason, String part) {
        // Given
        Situation situation = Situations.ready().reporting(change).build();

        // When
        Verdict verdict = SubscriptionChecks.verdict(situation);

        // Then
        assertThat(verdict.status().value()).isEqualTo(status);
        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.message()).contains(part);
    }

    @ParameterizedTest(name = "{0}, to {1}: {2} recovered, {3} incomplete")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Open    | -                    | 0 | 0 | ''
            Reading | 2026-11-23T09:00:00Z | 2 | 0 | ''
            Done    | 2026-11-23T09:00:00Z | 0 | 0 | ''
            Newer   | 2026-11-23T09:00:00Z | 1 | 1 | ''
            Done    | 2026-11-23T09:00:00Z | 3 | 0 | 3 messages were brought back
            Done    | 2026-11-23T09:00:00Z | 3 | 1 | 3 messages were brought back, and 1 conversations may lack more
            Partial | 2026-11-23T09:00:00Z | 0 | 0 | 0 messages were brought back, and the rest was left
            Waiting | 2026-11-23T09:00:00Z | 0 | 0 | conversations cannot be read back now, which is tried again
            """)
    void tellsWhatWasLost(String state, @Nullable String to, long recovered, long incomplete, String what) {
        // Given
        Gap gap = new Gap("2026-11-23T08:00:00Z", to, state, recovered, incomplete);
        Situation situation = Situations.ready()
                .reporting(report -> report.webhook(new Webhook(true, List.of(), true, null, null, null, gap)))
                .build();

        // When
        Verdict verdict = SubscriptionChecks.verdict(situation);

        // Then
        String always =
                "Meta sends this account's webhooks to http://acme-receiver.social.svc:8080/webhooks/social/acme";
        assertThat(verdict.status().value()).isEqualTo("True");
        assertThat(verdict.message())
                .isEqualTo(
                        what.isEmpty()
                                ? always
                                : always + "; between 2026-11-23T08:00:00Z and " + to + " they may have been lost: "
                                        + what);
    }

    private static UnaryOperator<Reports> problem(@Nullable Boolean registered, String reason) {
        return report -> report.webhookProblem(registered, reason, "in the receiver's words");
    }

    private static UnaryOperator<Reports> change(UnaryOperator<Reports> change) {
        return change;
    }

    private static Webhook facts(@Nullable Boolean registered, @Nullable Boolean accountSubscribed) {
        return new Webhook(registered, List.of(), accountSubscribed, null, null, null, null);
    }
}
