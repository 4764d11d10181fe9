package io.instagramoperator.operator.account.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.instagramoperator.operator.account.report.Observation.Reported;
import io.instagramoperator.operator.account.report.Observation.Unavailable;
import io.instagramoperator.operator.account.report.ReceiverReport.Credential;
import io.instagramoperator.operator.account.report.ReceiverReport.Phase;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PaceTest {

    private static final String HASH = "a".repeat(64);
    private static final Target TARGET = new Target("uid-of-pod", "127.0.0.1", HASH);

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
                        change(report ->
                                report.credentials(new Credential("acme-api", "token", Credential.State.MISSING))),
                        Pace.EXPECTING),
                arguments(change(report -> report.webhookProblem(true, "GraphError", "503")), Pace.TROUBLED),
                arguments(change(report -> report.tokenProblem(false, "TokenExpired", "expired")), Pace.TROUBLED),
                arguments(change(report -> report.phase(Phase.DRAINED)), Pace.CONTENT));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void after(UnaryOperator<Reports> change, Pace pace) {
        // Given
        Observation observation =
                new Reported("uid-of-pod", change.apply(Reports.healthy(HASH)).build());

        // When / Then
        assertThat(Pace.after(observation, TARGET)).isEqualTo(pace);
    }

    @Test
    void aSilentReceiverIsExpected() {
        assertThat(Pace.after(new Unavailable("uid-of-pod", "it does not answer"), TARGET))
                .isEqualTo(Pace.EXPECTING);
    }

    @Test
    void delaysAreSpread() {
        assertThat(Pace.CONTENT.delay(0)).isEqualTo(Duration.ofSeconds(24));
        assertThat(Pace.CONTENT.delay(0.5)).isEqualTo(Duration.ofSeconds(30));
        assertThat(Pace.CONTENT.delay(1)).isEqualTo(Duration.ofSeconds(36));
    }

    private static UnaryOperator<Reports> change(UnaryOperator<Reports> change) {
        return change;
    }
}
