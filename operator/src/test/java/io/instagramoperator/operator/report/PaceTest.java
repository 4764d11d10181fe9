package io.instagramoperator.operator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.instagramoperator.operator.account.report.ReceiverReport;
import io.instagramoperator.operator.account.report.Reports;
import io.instagramoperator.operator.account.report.SubscriptionReport;
import io.instagramoperator.operator.account.report.SubscriptionReport.LastError;
import io.instagramoperator.operator.report.Observation.Reported;
import io.instagramoperator.operator.report.Observation.Unavailable;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PaceTest {

    private static final String HASH = "a".repeat(64);
    private static final Target TARGET = new Target("uid-of-pod", "127.0.0.1", HASH, Set.of());

    private static final Target WITH_SUBSCRIPTION =
            new Target("uid-of-pod", "127.0.0.1", HASH, Set.of(new Target.Version("uid-of-crm", 1)));
    private static final Duration LONG = Duration.ofMinutes(10);

    static Stream<Arguments> reports() {
        return Stream.of(
                arguments(change(report -> report), Pace.CONTENT),
                arguments(change(report -> report.configHash("b".repeat(64))), Pace.EXPECTING),
                arguments(change(report -> report.configHash(null)), Pace.EXPECTING),
                arguments(change(report -> report.webhook(null)), Pace.EXPECTING),
                arguments(change(report -> report.token(null)), Pace.EXPECTING),
                arguments(change(report -> report.phase(Phase.DRAINING)), Pace.EXPECTING),
                arguments(change(report -> report.phase(Phase.REFUSING)), Pace.EXPECTING),
                arguments(
                        change(report -> report.credentials(
                                new Credential(null, "acme-api", "token", Credential.State.MISSING))),
                        Pace.EXPECTING),
                arguments(change(report -> report.webhookProblem(true, "GraphError", "503")), Pace.TROUBLED),
                arguments(change(report -> report.tokenProblem(false, "TokenExpired", "expired")), Pace.TROUBLED),
                arguments(change(report -> report.subscriptions(subscription("Closed", null))), Pace.CONTENT),
                arguments(change(report -> report.subscriptions(subscription("HalfOpen", null))), Pace.TROUBLED),
                arguments(
                        change(report -> report.subscriptions(
                                subscription("Closed", new LastError("Status", "it answers 500", null)))),
                        Pace.TROUBLED),
                arguments(change(report -> report.phase(Phase.DRAINED)), Pace.CONTENT));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void after(UnaryOperator<Reports> change, Pace pace) {
        // Given
        Observation<ReceiverReport> observation =
                new Reported<>("uid-of-pod", change.apply(Reports.healthy(HASH)).build());

        // When / Then
        assertThat(Pace.after(observation, TARGET, LONG)).isEqualTo(pace);
    }

    @Test
    void aSilentReceiverIsExpected() {
        assertThat(Pace.after(new Unavailable<>("uid-of-pod", "it does not answer"), TARGET, LONG))
                .isEqualTo(Pace.EXPECTING);
    }

    @Test
    void aNewConfigurationWithSubscriptionsIsWatchedForAWhile() {
        // Given
        Observation<ReceiverReport> well =
                new Reported<>("uid-of-pod", Reports.healthy(HASH).build());

        // When / Then
        assertThat(Pace.after(well, WITH_SUBSCRIPTION, Duration.ofSeconds(10))).isEqualTo(Pace.TRYING);
        assertThat(Pace.after(well, WITH_SUBSCRIPTION, LONG)).isEqualTo(Pace.CONTENT);
        assertThat(Pace.after(well, TARGET, Duration.ofSeconds(10))).isEqualTo(Pace.CONTENT);
    }

    @Test
    void delaysAreSpread() {
        assertThat(Pace.CONTENT.delay(0)).isEqualTo(Duration.ofSeconds(24));
        assertThat(Pace.CONTENT.delay(0.5)).isEqualTo(Duration.ofSeconds(30));
        assertThat(Pace.CONTENT.delay(1)).isEqualTo(Duration.ofSeconds(36));
    }

    private static SubscriptionReport subscription(String breaker, @Nullable LastError error) {
        return new SubscriptionReport("crm", "AAAB", 0, null, 0, breaker, false, error);
    }

    private static UnaryOperator<Reports> change(UnaryOperator<Reports> change) {
        return change;
    }
}
